import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { hashBearerSecret, newBearerSecret } from "./bearer_secret.ts";
import { deviceName } from "./device.ts";
import { secondsAfter } from "./lifetimes.ts";
import type { HeldSession } from "./open_session.ts";
import type { Visitor } from "./visitor.ts";

export type SessionLengths = { sessionSeconds: number; idleSeconds: number };

type Opening = {
  /** A verified one; the database opens nothing for any other. */
  login: { id: string; userId: string; recognitions: string[]; authenticatedAt: Date };
  /** Secret of the cookie that the login is bound to. */
  binding: string;
  member: { id: string; name: string };
  audience: string;
  lengths: SessionLengths;
  visitor: Visitor;
  now: Date;
};

/** Redeems a verified login for the session of a member, once, and leaves the audit entry. */
export async function openMemberSession(tx: TenantTx, opening: Opening): Promise<HeldSession> {
  const { login, binding, member, audience, lengths, visitor, now } = opening;
  const [sessionId, refreshToken] = [newId(), newBearerSecret()];
  const endsAt = secondsAfter(now, lengths.sessionSeconds);
  // Together, so that both travel in one round trip.
  const [opened] = await Promise.all([
    tx.row<{ person: string | null }>`
      select gate.open_member_session(${login.id}, ${hashBearerSecret(binding)}, ${sessionId}, ${audience},
        ${visitor.userAgent}, ${visitor.ip}, ${hashBearerSecret(refreshToken)}, ${now}, ${endsAt},
        make_interval(secs => ${lengths.idleSeconds})) as person`,
    recordAudit(tx, {
      actor: { kind: "member", id: login.userId, name: member.name, requestId: visitor.requestId },
      action: "member.signed_in",
      subject: { kind: "member", id: member.id },
      detail: {
        methods: login.recognitions.join(" "),
        from: visitor.ip,
        device: deviceName(visitor.userAgent ?? null),
      },
    }),
  ]);
  // Whoever calls has read the row as verified in this transaction; the entry must not stay alone.
  if (opened?.person !== login.userId) throw new LoginNotVerifiedError(login.id);
  return {
    sessionId,
    userId: login.userId,
    tenantId: tx.tenantId,
    recognitions: login.recognitions,
    authenticatedAt: login.authenticatedAt,
    startedAt: now,
    refreshToken,
    audience,
    endsAt,
    idleSeconds: lengths.idleSeconds,
  };
}

/** A session was asked for with a login that is not verified, was used, has run out, or is another browser's. */
export class LoginNotVerifiedError extends Error {
  override name = "LoginNotVerifiedError";
  constructor(loginId: string) {
    super(`Opening a session: login "${loginId}" is not a verified one of this browser on this host`);
  }
}
