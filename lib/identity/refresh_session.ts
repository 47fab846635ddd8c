import { createHmac } from "node:crypto";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { log } from "@/lib/log.ts";
import { derivedSecret } from "@/lib/master_key.ts";
import { hashBearerSecret, isBearerSecret } from "./bearer_secret.ts";
import { REUSE_GRACE_SECONDS } from "./lifetimes.ts";
import { type OpenedSession, sessionTokens } from "./open_session.ts";
import { revokeNow } from "./revocation.ts";

export type RefreshedSession =
  | { ok: true; session: OpenedSession }
  | { ok: false; reason: "unknown" | "revoked" | "expired" | "reused" };

type Rotation = {
  outcome: "rotated" | "unknown" | "revoked" | "expired" | "reused";
  session: string;
  person: string;
  tenant: string | null;
  until: Date;
  idleSeconds: number;
  methods: string[];
  authenticated: Date;
  started: Date;
};

/**
 * Takes a refresh token for its successor and a new access token. A token has exactly one successor, so any number of
 * refreshes at once get the same one. Every refusal is final: the holder has to sign in again.
 */
export async function refreshSession(
  { token, audience, now }: { token: string; audience: string; now: Date },
): Promise<RefreshedSession> {
  if (!isBearerSecret(token)) return { ok: false, reason: "unknown" };
  const refreshToken = successorOf(token);
  const [rotation] = await atGate<Rotation>(sql`
    select outcome, session, person, tenant, until, extract(epoch from idle)::float as "idleSeconds", methods,
           authenticated, started
      from gate.rotate_refresh_token(
        ${hashBearerSecret(token)}, ${hashBearerSecret(refreshToken)}, ${audience}, ${now},
        make_interval(secs => ${REUSE_GRACE_SECONDS}))`);
  const { outcome, session: sessionId, person: userId } = rotation;
  if (outcome === "reused") {
    await revokeNow(sessionId, now);
    log.warn("a refresh token was used twice; its session was ended", { sessionId, userId });
  }
  if (outcome !== "rotated") return { ok: false, reason: outcome };
  const held = {
    sessionId,
    userId,
    tenantId: rotation.tenant ?? undefined,
    recognitions: rotation.methods,
    authenticatedAt: rotation.authenticated,
    startedAt: rotation.started,
    refreshToken,
    audience,
    endsAt: rotation.until,
    idleSeconds: rotation.idleSeconds,
  };
  return { ok: true, session: await sessionTokens(held, now) };
}

function successorOf(token: string): string {
  return createHmac("sha256", derivedSecret("refresh token successor")).update(token).digest("base64url");
}
