import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { readAccessToken, signAccessToken } from "./access_token.ts";
import { signingKey } from "./signing_keys.ts";

const ACME = "http://acme.localhost:8000";
const GLOBEX = "http://globex.localhost:8000";
const now = new Date();
const claims = {
  sessionId: newId(),
  userId: newId(),
  tenantId: newId(),
  recognitions: ["pwd", "otp"],
  authenticatedAt: new Date("2026-01-02T03:04:05Z"),
  startedAt: new Date("2026-01-01T03:04:05Z"),
};
const endsAt = new Date(now.getTime() + 3600 * 1000);

Deno.test("readAccessToken() reads what signAccessToken() wrote", async () => {
  const { token, expiresAt } = await signAccessToken({ ...claims, audience: ACME, endsAt, now });
  assert.deepEqual(await readAccessToken(token, { audience: ACME, now }), claims);
  assert.equal(expiresAt.getTime(), now.getTime() + 5 * 60 * 1000);
});

Deno.test("readAccessToken() knows an operator by the missing tenant", async () => {
  const { tenantId: _, ...operator } = claims;
  const { token } = await signAccessToken({ ...operator, audience: "http://localhost:8000", endsAt, now });
  assert.deepEqual(await readAccessToken(token, { audience: "http://localhost:8000", now }), {
    ...operator,
    tenantId: undefined,
  });
});

Deno.test("readAccessToken() refuses a token of one tenant on another's host", async () => {
  const { token } = await signAccessToken({ ...claims, audience: ACME, endsAt, now });
  assert.equal(await readAccessToken(token, { audience: GLOBEX, now }), undefined);
  assert.equal(await readAccessToken(token, { audience: "http://localhost:8000", now }), undefined);
});

Deno.test("readAccessToken() refuses a token after five minutes and the skew of clocks", async () => {
  const { token } = await signAccessToken({ ...claims, audience: ACME, endsAt, now });
  const after = (seconds: number) => ({ audience: ACME, now: new Date(now.getTime() + seconds * 1000) });
  assert.notEqual(await readAccessToken(token, after(300)), undefined);
  assert.equal(await readAccessToken(token, after(306)), undefined);
});

Deno.test("readAccessToken() looks at host and time again for a token that it has read before", async () => {
  const { token } = await signAccessToken({ ...claims, audience: ACME, endsAt, now });
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  assert.deepEqual(await readAccessToken(token, { audience: ACME, now }), claims);
  assert.equal(await readAccessToken(token, { audience: GLOBEX, now }), undefined);
  assert.deepEqual(await readAccessToken(token, { audience: ACME, now: at(304) }), claims);
  assert.equal(await readAccessToken(token, { audience: ACME, now: at(305) }), undefined);
  assert.deepEqual(await readAccessToken(token, { audience: ACME, now }), claims);
});

Deno.test("readAccessToken() refuses a token with any character of it changed", async () => {
  const { token } = await signAccessToken({ ...claims, audience: ACME, endsAt, now });
  const [header, payload, signature] = token.split(".");
  const forged = JSON.parse(Buffer.from(payload, "base64url").toString());
  const other = Buffer.from(JSON.stringify({ ...forged, sub: newId() })).toString("base64url");
  for (
    const tampered of [
      `${header}.${other}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header.slice(0, -2)}.${payload}.${signature}`,
      "",
      "not a token",
    ]
  ) {
    assert.equal(await readAccessToken(tampered, { audience: ACME, now }), undefined, tampered);
  }
});

Deno.test("readAccessToken() refuses alg none", async () => {
  const token = [{ alg: "none", typ: "at+jwt" }, payloadFor(ACME)]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  assert.equal(await readAccessToken(`${token}.`, { audience: ACME, now }), undefined);
});

Deno.test("readAccessToken() refuses HS256 with our public key as the secret", async () => {
  const { kid } = await signingKey();
  const [{ public_jwk: jwk }] = await atGate<{ public_jwk: { x: string } }>(
    sql`select public_jwk from gate.signing_keys() where kid = ${kid}`,
  );
  for (const secret of [jwk.x, JSON.stringify(jwk)]) {
    const token = await new SignJWT(payloadFor(ACME)).setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid })
      .sign(new TextEncoder().encode(secret));
    assert.equal(await readAccessToken(token, { audience: ACME, now }), undefined);
  }
});

Deno.test("readAccessToken() refuses a token without an end, a session, a person or a tenant claim", async () => {
  for (const missing of ["exp", "sid", "sub", "tid", "amr", "auth_time", "started"] as const) {
    const { [missing]: _, ...payload } = payloadFor(ACME);
    assert.equal(await readAccessToken(await signed(payload), { audience: ACME, now }), undefined, missing);
  }
  assert.notEqual(await readAccessToken(await signed(payloadFor(ACME)), { audience: ACME, now }), undefined);
});

Deno.test("readAccessToken() refuses another issuer and another type of token", async () => {
  const foreign = { ...payloadFor(ACME), iss: "https://idp.example" };
  assert.equal(await readAccessToken(await signed(foreign), { audience: ACME, now }), undefined);
  assert.equal(
    await readAccessToken(await signed(payloadFor(ACME), "JWT"), { audience: ACME, now }),
    undefined,
  );
});

Deno.test("readAccessToken() refuses a key that is not ours, also one sent along or under our key's name", async () => {
  const { privateKey, publicKey } = await generateKeyPair("Ed25519");
  const jwk = await exportJWK(publicKey);
  for (const header of [{ kid: newId() }, { kid: (await signingKey()).kid }, { jwk }, {}]) {
    const token = await new SignJWT(payloadFor(ACME))
      .setProtectedHeader({ alg: "Ed25519", typ: "at+jwt", ...header }).sign(privateKey);
    assert.equal(await readAccessToken(token, { audience: ACME, now }), undefined);
  }
});

function payloadFor(audience: string) {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    iss: "http://localhost:8000",
    amr: ["pwd"],
    auth_time: iat,
    started: iat,
    aud: audience,
    sub: claims.userId,
    sid: claims.sessionId,
    tid: claims.tenantId,
    iat,
    exp: iat + 300,
  };
}

/** By our own key, so that only the payload or the type is wrong. */
async function signed(payload: Record<string, unknown>, typ = "at+jwt"): Promise<string> {
  const { kid, key } = await signingKey();
  return await new SignJWT(payload).setProtectedHeader({ alg: "Ed25519", typ, kid }).sign(key);
}
