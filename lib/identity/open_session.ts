import type { Tx } from "@/lib/db/transaction.ts";
import { newId } from "@/lib/ids.ts";
import { type AccessClaims, signAccessToken } from "./access_token.ts";
import { hashBearerSecret, newBearerSecret } from "./bearer_secret.ts";
import { OPERATOR_IDLE_SECONDS, OPERATOR_SESSION_SECONDS, secondsAfter } from "./lifetimes.ts";
import type { Recognition } from "./verified_identity.ts";
import type { Visitor } from "./visitor.ts";

/** A session whose row is written and whose tokens are not made yet. */
export type HeldSession = AccessClaims & {
  refreshToken: string;
  /** The one origin where the session counts. */
  audience: string;
  endsAt: Date;
  /** Without a refresh for this long it has ended before. */
  idleSeconds: number;
};

/** What a browser is given to hold. */
export type OpenedSession = AccessClaims & {
  accessToken: string;
  accessExpiresAt: Date;
  refreshToken: string;
  /** Unless it is refreshed before; never beyond the session's own end. */
  refreshExpiresAt: Date;
};

type Opening = {
  userId: string;
  recognitions: Recognition[];
  /** The one origin where the session counts. */
  audience: string;
  visitor: Visitor;
  now: Date;
};

/** Writes the session of an operator, on the platform's login; a member's is `openMemberSession()`. */
export async function openOperatorSession(
  tx: Tx,
  { userId, recognitions, audience, visitor, now }: Opening,
): Promise<HeldSession> {
  const [sessionId, refreshToken] = [newId(), newBearerSecret()];
  const endsAt = secondsAfter(now, OPERATOR_SESSION_SECONDS);
  await tx.rows`
    select gate.open_operator_session(${sessionId}, ${userId}, ${audience}, ${recognitions}, ${visitor.userAgent},
      ${visitor.ip}, ${hashBearerSecret(refreshToken)}, ${now}, ${endsAt})`;
  return {
    sessionId,
    userId,
    recognitions,
    authenticatedAt: now,
    startedAt: now,
    refreshToken,
    audience,
    endsAt,
    idleSeconds: OPERATOR_IDLE_SECONDS,
  };
}

/** A new access token beside the refresh token. Not inside a transaction: the signing key may have to be fetched. */
export async function sessionTokens(held: HeldSession, now: Date): Promise<OpenedSession> {
  const { audience, endsAt, idleSeconds, ...session } = held;
  const access = await signAccessToken({ ...session, audience, endsAt, now });
  const idleAt = secondsAfter(now, idleSeconds);
  return {
    ...session,
    accessToken: access.token,
    accessExpiresAt: access.expiresAt,
    refreshExpiresAt: idleAt < endsAt ? idleAt : endsAt,
  };
}
