import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { readAccessToken, signAccessToken } from "./access_token.ts";
import { KEY_PUBLISHED_SECONDS, KEY_RETIRING_SECONDS, SIGNING_KEY_SECONDS } from "./lifetimes.ts";
import { listSigningKeys } from "./list_signing_keys.ts";
import { beginKeyRotation, replaceSigningKeys } from "./rotate_signing_keys.ts";
import { publishedKeys, signingKey, verifyingKey } from "./signing_keys.ts";
import { stepSigningKeys } from "./step_signing_keys.ts";

const operator = "Test";
const audience = "http://acme.localhost:8000";
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const toTheSecond = new Date(Math.floor(now.getTime() / 1_000) * 1_000);
const person = {
  sessionId: newId(),
  userId: newId(),
  tenantId: newId(),
  recognitions: ["pwd"],
  authenticatedAt: toTheSecond,
  startedAt: toTheSecond,
};
const endsAt = later(365 * 24 * 3_600);

Deno.test.beforeEach(async () => {
  await asSuperuser((client) => client.query("delete from platform.signing_keys"));
  await followed();
  await signingKey();
});

Deno.test("stepSigningKeys() does nothing while the key is young", async () => {
  assert.deepEqual(await stepSigningKeys({ now: later(SIGNING_KEY_SECONDS - 60) }), []);
  assert.deepEqual(await states(), ["active"]);
});

Deno.test("stepSigningKeys() publishes the next key before it signs, and keeps the last one until what it signed is gone", async () => {
  const [{ kid: old }] = await listSigningKeys({ operator });
  const published = SIGNING_KEY_SECONDS + 60;
  const [pending] = await stepSigningKeys({ now: later(published) });
  assert.equal(pending.step, "pending");
  assert.deepEqual(await states(), ["pending", "active"]);
  assert.deepEqual(await stepSigningKeys({ now: later(published + KEY_PUBLISHED_SECONDS - 1) }), []);
  await followed();
  assert.equal((await signingKey()).kid, old);
  assert.deepEqual(new Set((await publishedKeys()).map((it) => it.kid)), new Set([old, pending.kid]));

  const active = published + KEY_PUBLISHED_SECONDS;
  assert.deepEqual(await stepSigningKeys({ now: later(active) }), [
    { step: "retiring", kid: old },
    { step: "active", kid: pending.kid },
  ]);
  await followed();
  assert.equal((await signingKey()).kid, pending.kid);
  assert(await verifyingKey(old), "what it signed is still good");

  assert.deepEqual(await stepSigningKeys({ now: later(active + KEY_RETIRING_SECONDS - 1) }), []);
  assert.deepEqual(await stepSigningKeys({ now: later(active + KEY_RETIRING_SECONDS) }), [
    { step: "gone", kid: old },
  ]);
  await followed();
  assert.equal(await verifyingKey(old), undefined);
});

Deno.test("stepSigningKeys() takes each step once, however many processes call it", async () => {
  const due = later(SIGNING_KEY_SECONDS + 60);
  const first = await Promise.all(Array.from({ length: 10 }, () => stepSigningKeys({ now: due })));
  assert.deepEqual(first.flat().map((it) => it.step), ["pending"]);
  const active = later(SIGNING_KEY_SECONDS + 60 + KEY_PUBLISHED_SECONDS);
  const second = await Promise.all(Array.from({ length: 10 }, () => stepSigningKeys({ now: active })));
  assert.deepEqual(second.flat().map((it) => it.step), ["retiring", "active"]);
});

Deno.test("a token stays good over a whole rotation", async () => {
  const signedAt = later(SIGNING_KEY_SECONDS + 60 + KEY_PUBLISHED_SECONDS);
  assert.equal((await stepSigningKeys({ now: later(SIGNING_KEY_SECONDS + 60) })).length, 1);
  const { token } = await signAccessToken({ ...person, endsAt, audience, now: signedAt });
  assert.equal((await stepSigningKeys({ now: signedAt })).length, 2);
  await followed();
  assert.deepEqual(await readAccessToken(token, { audience, now: signedAt }), person);
});

Deno.test("beginKeyRotation() publishes the next key now, once", async () => {
  const rotation = await beginKeyRotation({ operator, now });
  assert(rotation.ok);
  assert.deepEqual(await states(), ["pending", "active"]);
  assert.deepEqual(await beginKeyRotation({ operator, now }), { ok: false, reason: "under_way" });
  await stepSigningKeys({ now: later(KEY_PUBLISHED_SECONDS) });
  await followed();
  assert.equal((await signingKey()).kid, rotation.kid);
});

Deno.test("beginKeyRotation() has nothing to rotate before the first key", async () => {
  await asSuperuser((client) => client.query("delete from platform.signing_keys"));
  assert.deepEqual(await beginKeyRotation({ operator, now }), { ok: false, reason: "no_key" });
});

Deno.test("replaceSigningKeys() makes worthless what any key before has signed", async () => {
  await beginKeyRotation({ operator, now });
  const { token } = await signAccessToken({ ...person, endsAt, audience, now });
  assert(await readAccessToken(token, { audience, now }));
  const { kid, removed } = await replaceSigningKeys({ operator, now });
  assert.equal(removed, 2);
  await followed();
  assert.equal(await readAccessToken(token, { audience, now }), undefined);
  assert.equal((await signingKey()).kid, kid);
});

Deno.test("publishedKeys() has no private member", async () => {
  await beginKeyRotation({ operator, now });
  await followed();
  const keys = await publishedKeys();
  assert.equal(keys.length, 2);
  for (const key of keys) {
    assert.deepEqual(Object.keys(key).sort(), ["alg", "crv", "kid", "kty", "use", "x"]);
  }
});

Deno.test("a rotation leaves a record of who began it", async () => {
  await beginKeyRotation({ operator: "Sam", now });
  await replaceSigningKeys({ operator: "Sam", now });
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select reason from platform.platform_accesses where reason like 'Sam %' order by id desc limit 2",
    )
  );
  assert.deepEqual(rows.map((it) => it.reason).reverse(), [
    "Sam rotates the signing keys",
    "Sam replaces the signing keys at once",
  ]);
});

/** Every process looks again after a second. */
async function followed() {
  await new Promise((resolve) => setTimeout(resolve, 1_050));
}

async function states(): Promise<string[]> {
  return (await listSigningKeys({ operator })).map((it) => it.state);
}
