import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { isBearerSecret, newBearerSecret } from "./bearer_secret.ts";

Deno.test("newBearerSecret() has 256 random bits, never the same twice", () => {
  const secrets = Array.from({ length: 200 }, newBearerSecret);
  assert.equal(new Set(secrets).size, 200);
  for (const secret of secrets) {
    assert.ok(isBearerSecret(secret), secret);
    assert.equal(Buffer.from(secret, "base64url").length, 32);
  }
  const bytes = secrets.map((it) => Buffer.from(it, "base64url"));
  for (let at = 0; at < 32; at++) {
    assert.ok(new Set(bytes.map((it) => it[at])).size > 64, `byte ${at} differs from secret to secret`);
  }
});
