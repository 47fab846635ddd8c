import assert from "node:assert/strict";
import { createLocalJWKSet, jwtVerify } from "jose";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, ada } = await makeCast();

Deno.test("the key set verifies an access token, and no private member is in it", async () => {
  const { accessToken } = await sessionFor(ada);
  const res = await app.ask(baseOrigin, "/.well-known/jwks.json");
  assert.equal(res.status, 200);
  assert.equal(res.headers.get("content-type"), "application/jwk-set+json");
  assert.equal(res.headers.get("cache-control"), "public, max-age=300");
  const set = await res.json();
  const verified = await jwtVerify(accessToken, createLocalJWKSet(set), {
    issuer: baseOrigin,
    audience: acme.origin,
    typ: "at+jwt",
  });
  assert.equal(verified.payload.sub, ada.userId);
  for (const key of set.keys) {
    assert.deepEqual(Object.keys(key).sort(), ["alg", "crv", "kid", "kty", "use", "x"]);
  }
});

Deno.test("a tenant's host has no key set: there is one issuer", async () => {
  assert.equal((await app.ask(acme.origin, "/.well-known/jwks.json")).status, 404);
});
