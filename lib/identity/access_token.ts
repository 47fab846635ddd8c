import { type CryptoKey, errors, jwtVerify, SignJWT } from "jose";
import { config } from "@/lib/config.ts";
import { ACCESS_TOKEN_SECONDS, CLOCK_SKEW_SECONDS, secondsAfter } from "./lifetimes.ts";
import { SIGNING_ALGORITHM } from "./new_signing_key.ts";
import { signingKey, verifyingKey } from "./signing_keys.ts";

/** Whom an access token speaks for. */
export type AccessClaims = {
  sessionId: string;
  userId: string;
  /** Undefined for an operator on the base host. */
  tenantId?: string;
  /** How the person was recognised, all in all. */
  recognitions: string[];
  /** Recognised last, to the second; `isFresh()` asks for it. */
  authenticatedAt: Date;
  /** When the session was opened, to the second. */
  startedAt: Date;
};

type Signing = AccessClaims & {
  /** The one origin where the token counts. */
  audience: string;
  /** Of the session; no token outlives it. */
  endsAt: Date;
  now: Date;
};

type Payload = { sid: string; tid: string | null; amr: string[]; auth_time: number; started: number };

type Asked = { audience: string; now: Date };

type Verified = {
  claims: AccessClaims;
  audience: string;
  /** In epoch milliseconds. */
  endsAt: number;
  kid: string;
  key: CryptoKey;
};

const TYPE = "at+jwt";
const MOST_KNOWN = 10_000;

/** By their whole text. A browser sends the same one for five minutes, and to verify it takes a hop to another thread. */
const known = new Map<string, Verified>();

/** A JWT of five minutes for one origin. */
export async function signAccessToken(
  { sessionId, userId, tenantId, recognitions, authenticatedAt, startedAt, audience, endsAt, now }: Signing,
): Promise<{ token: string; expiresAt: Date }> {
  const { kid, key } = await signingKey();
  const afterwards = secondsAfter(now, ACCESS_TOKEN_SECONDS);
  const expiresAt = afterwards < endsAt ? afterwards : endsAt;
  const token = await new SignJWT({
    sid: sessionId,
    tid: tenantId ?? null,
    amr: recognitions,
    auth_time: inSeconds(authenticatedAt),
    started: inSeconds(startedAt),
  })
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
export async function readAccessToken(token: string, asked: Asked): Promise<AccessClaims | undefined> {
  const before = known.get(token);
  if (before && await isStillGood(before, asked)) return before.claims;
  const verified = await verify(token, asked);
  if (verified) remember(token, verified);
  return verified?.claims;
}

async function isStillGood({ audience, endsAt, kid, key }: Verified, asked: Asked): Promise<boolean> {
  return audience === asked.audience && asked.now.getTime() < endsAt && await verifyingKey(kid) === key;
}

async function verify(token: string, { audience, now }: Asked): Promise<Verified | undefined> {
  try {
    const { payload, protectedHeader: { kid } } = await jwtVerify<Payload>(
      token,
      keyOf,
      {
        algorithms: [SIGNING_ALGORITHM],
        typ: TYPE,
        issuer: config.baseUrl.origin,
        audience,
        // Without this a token that never ends would be good.
        requiredClaims: ["exp", "sub", "sid", "tid", "amr", "auth_time", "started"],
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: now,
      },
    );
    const claims = {
      sessionId: payload.sid,
      userId: payload.sub!,
      tenantId: payload.tid ?? undefined,
      recognitions: payload.amr,
      authenticatedAt: new Date(payload.auth_time * 1_000),
      startedAt: new Date(payload.started * 1_000),
    };
    const endsAt = (payload.exp! + CLOCK_SKEW_SECONDS) * 1_000;
    return { claims, audience, endsAt, kid: kid!, key: (await verifyingKey(kid!))! };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function remember(token: string, verified: Verified) {
  known.set(token, verified);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
}

async function keyOf({ kid }: { kid?: string }) {
  const key = kid === undefined ? undefined : await verifyingKey(kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}

function inSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000);
}
