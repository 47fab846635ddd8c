import { config } from "@/lib/config.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { newId } from "@/lib/ids.ts";
import { signAccessToken } from "./access_token.ts";
import { hashBearerSecret, newBearerSecret } from "./bearer_secret.ts";
import { IDLE_SECONDS, secondsAfter, SESSION_SECONDS } from "./lifetimes.ts";
import type { VerifiedIdentity } from "./verified_identity.ts";
import type { Visitor } from "./visitor.ts";

/** A session whose row is written and whose tokens are not made yet. */
export type HeldSession = {
  sessionId: string;
  userId: string;
  /** Undefined for an operator on the base host. */
  tenantId?: string;
  refreshToken: string;
  /** The one origin where the session counts. */
  audience: string;
  endsAt: Date;
};

/** What a browser is given to hold. */
export type OpenedSession = {
  sessionId: string;
  userId: string;
  /** Undefined for an operator on the base host. */
  tenantId?: string;
  accessToken: string;
  accessExpiresAt: Date;
  refreshToken: string;
  /** Unless it is refreshed before; never beyond the session's own end. */
  refreshExpiresAt: Date;
};

type Opening = {
  /** The one origin where the session counts. */
  audience: string;
  visitor: Visitor;
  now: Date;
};

/**
 * Writes a session in the tenant that the transaction has entered; in one of the platform it is an operator's. Every way of
 * signing in ends here, and after the commit in `sessionTokens()`.
 */
export async function openSession(
  tx: Tx & { tenantId?: string },
  identity: VerifiedIdentity,
  { audience, visitor, now }: Opening,
): Promise<HeldSession> {
  const [sessionId, userId] = [newId(), userOf(identity)];
  const refreshToken = newBearerSecret();
  const endsAt = secondsAfter(now, SESSION_SECONDS);
  const { methods } = identity;
  const hash = hashBearerSecret(refreshToken);
  if (tx.tenantId === undefined) {
    await tx.rows`
      select gate.open_operator_session(${sessionId}, ${userId}, ${audience}, ${methods}, ${visitor.userAgent},
        ${visitor.ip}, ${hash}, ${now}, ${endsAt})`;
  } else {
    await tx.rows`
      select gate.open_member_session(${sessionId}, ${userId}, ${audience}, ${methods}, ${visitor.userAgent},
        ${visitor.ip}, ${hash}, ${now}, ${endsAt})`;
  }
  return { sessionId, userId, tenantId: tx.tenantId, refreshToken, audience, endsAt };
}

/** A new access token beside the refresh token. Not inside a transaction: the signing key may have to be fetched. */
export async function sessionTokens(
  { sessionId, userId, tenantId, refreshToken, audience, endsAt }: HeldSession,
  now: Date,
): Promise<OpenedSession> {
  const access = await signAccessToken({ sessionId, userId, tenantId, audience, now });
  const idleAt = secondsAfter(now, IDLE_SECONDS);
  return {
    sessionId,
    userId,
    tenantId,
    accessToken: access.token,
    accessExpiresAt: access.expiresAt,
    refreshToken,
    refreshExpiresAt: idleAt < endsAt ? idleAt : endsAt,
  };
}

/** Identities of other issuers find their person through a link; there is none yet. */
function userOf({ issuer, subject }: VerifiedIdentity): string {
  if (issuer !== config.baseUrl.origin) {
    throw new Error(`Opening a session: nobody is linked to issuer "${issuer}"`);
  }
  return subject;
}
