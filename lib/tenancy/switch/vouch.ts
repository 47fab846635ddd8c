import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { AccessClaims } from "@/lib/identity/access_token.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { isAllOwn } from "@/lib/identity/factors/what_was_shown.ts";
import { HANDOFF_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import { magicLink } from "@/lib/identity/methods/magic_link/method.ts";
import { METHODS } from "@/lib/identity/methods/methods.ts";
import { password } from "@/lib/identity/methods/password/method.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { Recognition } from "@/lib/identity/verified_identity.ts";

export type Vouched = { ok: true; goTo: URL } | { ok: false; reason: "not_vouched" };

type Vouching = {
  session: Pick<AccessClaims, "sessionId" | "recognitions">;
  ticket: string;
  now: Date;
};

/**
 * On the host of the house where somebody is signed in: they are the same person at the other one, with what they have
 * shown here. Not where a tenant's own identity provider has said who it is, and not for whoever is no member there; the
 * other door asks for more where its policy wants more.
 */
export async function vouch(tenantId: string, { session, ticket, now }: Vouching): Promise<Vouched> {
  const { sessionId, recognitions } = session;
  if (!isAllOwn(session)) return { ok: false, reason: "not_vouched" };
  const code = newBearerSecret();
  const [{ origin }] = await asTenant.one<{ origin: string | null }>(
    tenantId,
    sql`select gate.vouch_for_login(${hashBearerSecret(ticket)}, ${sessionId}, ${kindOf(recognitions)},
          ${hashBearerSecret(code)}, ${secondsAfter(now, HANDOFF_SECONDS)}, ${now}) as origin`,
  );
  if (origin === null) return { ok: false, reason: "not_vouched" };
  return { ok: true, goTo: new URL(`/auth/handoff?code=${code}`, origin) };
}

/**
 * How the session began, which the other house's policy is asked about. A mail may have been what was asked for beside
 * another method, so it comes last; who has just signed up has a password.
 */
function kindOf(recognitions: Recognition[]): MethodKind {
  const shown = METHODS.filter((it) => it.factor !== "second" && recognitions.includes(it.recognition));
  return (shown.find((it) => it !== magicLink) ?? shown[0] ?? password).kind;
}
