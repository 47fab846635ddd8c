import { errors, jwtVerify, SignJWT } from "jose";
import { config } from "@/lib/config.ts";
import { ACCESS_TOKEN_SECONDS, CLOCK_SKEW_SECONDS, secondsAfter } from "./lifetimes.ts";
import { SIGNING_ALGORITHM, signingKey, verifyingKey } from "./signing_keys.ts";

/** Whom an access token speaks for. */
export type AccessClaims = {
  sessionId: string;
  userId: string;
  /** Undefined for an operator on the base host. */
  tenantId?: string;
};

type Signing = AccessClaims & {
  /** The one origin where the token counts. */
  audience: string;
  now: Date;
};

const TYPE = "at+jwt";

/** A JWT of five minutes for one origin. */
export async function signAccessToken(
  { sessionId, userId, tenantId, audience, now }: Signing,
): Promise<{ token: string; expiresAt: Date }> {
  const { kid, key } = await signingKey();
  const expiresAt = secondsAfter(now, ACCESS_TOKEN_SECONDS);
  const token = await new SignJWT({ sid: sessionId, tid: tenantId ?? null })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: TYPE, kid })
    .setIssuer(config.baseUrl.origin)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(expiresAt)
    .sign(key);
  return { token, expiresAt };
}

/** Undefined for whatever is not a valid token of ours for this audience at this time; revocation is another question. */
export async function readAccessToken(
  token: string,
  { audience, now }: { audience: string; now: Date },
): Promise<AccessClaims | undefined> {
  try {
    const { payload } = await jwtVerify<{ sid: string; tid: string | null }>(token, keyOf, {
      algorithms: [SIGNING_ALGORITHM],
      typ: TYPE,
      issuer: config.baseUrl.origin,
      audience,
      // Without this a token that never ends would be good.
      requiredClaims: ["exp", "sub", "sid", "tid"],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: now,
    });
    return { sessionId: payload.sid, userId: payload.sub!, tenantId: payload.tid ?? undefined };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

async function keyOf({ kid }: { kid?: string }) {
  const key = kid === undefined ? undefined : await verifyingKey(kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}
