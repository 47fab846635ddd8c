import assert from "node:assert/strict";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { newApiKeyText } from "./api_key_text.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { findApiKey } from "./find_api_key.ts";
import { listApiKeys } from "./list_api_keys.ts";
import { revokeApiKey } from "./revoke_api_key.ts";
import { rotateApiKey } from "./rotate_api_key.ts";

const now = new Date("2026-11-20T10:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const UNKNOWN = { ok: false, reason: "unknown" };

Deno.test("findApiKey() finds a key of the tenant", async () => {
  const { ada, acme } = await makeCast();
  const { id, key } = await keyOf(ada);
  assert.deepEqual(await findApiKey(acme.id, { key, now }), {
    ok: true,
    apiKey: { id, name: "Till", scopes: ["records.read", "records.write", "usage.read"], perMinute: null },
  });
});

Deno.test("findApiKey() does not know a key of another tenant", async () => {
  const { ada, globex } = await makeCast();
  const { key } = await keyOf(ada);
  assert.deepEqual(await findApiKey(globex.id, { key, now }), UNKNOWN);
});

Deno.test("findApiKey() does not know what is no key, and keys that nobody made", async () => {
  const { ada, acme } = await makeCast();
  const { key } = await keyOf(ada);
  for (const text of ["", "x", key.slice(0, -1), `${key.slice(0, -1)}!`, newApiKeyText()]) {
    assert.deepEqual(await findApiKey(acme.id, { key: text, now }), UNKNOWN);
  }
});

Deno.test("findApiKey() refuses a revoked key at once, and notes no use of it", async () => {
  const { ada, acme } = await makeCast();
  const { id, key } = await keyOf(ada);
  await revokeApiKey(acme.id, { keyId: id, actor: actorOf(ada), now });
  assert.deepEqual(await findApiKey(acme.id, { key, now }), { ok: false, reason: "revoked" });
  assert.deepEqual((await listApiKeys(acme.id)).map((it) => it.lastUsedAt), [null]);
});

Deno.test("findApiKey() notes when a key was last used, to the minute", async () => {
  const { ada, acme } = await makeCast();
  const { key } = await keyOf(ada);
  const lastUsed = async () => (await listApiKeys(acme.id))[0].lastUsedAt;
  assert.equal(await lastUsed(), null);
  await findApiKey(acme.id, { key, now });
  assert.deepEqual(await lastUsed(), now);
  await findApiKey(acme.id, { key, now: later(59) });
  assert.deepEqual(await lastUsed(), now);
  await findApiKey(acme.id, { key, now: later(60) });
  assert.deepEqual(await lastUsed(), later(60));
});

Deno.test("findApiKey() refuses a key from the moment on that it expires, and notes no use of it", async () => {
  const { ada, acme } = await makeCast();
  const { key } = await keyOf(ada, { expiresAt: later(60) });
  assert((await findApiKey(acme.id, { key, now: later(59) })).ok);
  for (const seconds of [60, 600]) {
    assert.deepEqual(await findApiKey(acme.id, { key, now: later(seconds) }), {
      ok: false,
      reason: "expired",
    });
  }
  assert.deepEqual((await listApiKeys(acme.id))[0].lastUsedAt, later(59));
});

Deno.test("findApiKey() lets a key in from its networks alone, and notes from where", async () => {
  const { ada, acme } = await makeCast();
  const allowedNetworks = ["203.0.113.0/24", "2001:db8::/48", "192.0.2.7/32"];
  const { key } = await keyOf(ada, { allowedNetworks });
  const elsewhere = { ok: false, reason: "elsewhere" };
  for (const from of ["203.0.114.1", "192.0.2.8", "2001:db8:1::1", "::1", undefined]) {
    assert.deepEqual(await findApiKey(acme.id, { key, from, now }), elsewhere, `${from}`);
  }
  assert.equal((await listApiKeys(acme.id))[0].lastUsedAt, null);
  for (const [minute, from] of ["203.0.113.255", "192.0.2.7", "2001:db8::1"].entries()) {
    assert((await findApiKey(acme.id, { key, from, now: later(minute * 60) })).ok, from);
    assert.equal((await listApiKeys(acme.id))[0].lastUsedFrom, from);
  }
});

Deno.test("findApiKey() knows no key of somebody else on this tenant's host, whatever it opens at home", async () => {
  const { ada, max, acme, globex } = await makeCast();
  const { key } = await keyOf(max);
  const rotated = await rotateApiKey(globex.id, {
    keyId: (await listApiKeys(globex.id))[0].id,
    secretNumber: 1,
    overlapDays: 7,
    actor: actorOf(max),
    now,
  });
  assert(rotated.ok);
  await keyOf(ada);
  for (const secret of [key, rotated.created.key]) {
    assert((await findApiKey(globex.id, { key: secret, now })).ok);
    assert.deepEqual(await findApiKey(acme.id, { key: secret, now }), UNKNOWN);
  }
});

type Settings = { expiresAt?: Date; allowedNetworks?: string[] };

async function keyOf(person: Person, settings: Settings = {}) {
  return await makeKey(person.tenant.id, { ...settings, name: "Till", actor: actorOf(person), now });
}

function actorOf({ userId, name }: Person) {
  return { kind: "member" as const, id: userId, name };
}
