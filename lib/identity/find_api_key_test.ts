import assert from "node:assert/strict";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { newApiKeyText } from "./api_key_text.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { findApiKey } from "./find_api_key.ts";
import { listApiKeys } from "./list_api_keys.ts";
import { revokeApiKey } from "./revoke_api_key.ts";

const now = new Date("2026-11-20T10:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const UNKNOWN = { ok: false, reason: "unknown" };

Deno.test("findApiKey() finds a key of the tenant", async () => {
  const { ada, acme } = await makeCast();
  const { id, key } = await keyOf(ada);
  assert.deepEqual(await findApiKey(acme.id, { key, now }), { ok: true, apiKey: { id, name: "Till" } });
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

async function keyOf(person: Person) {
  return await makeKey(person.tenant.id, { name: "Till", actor: actorOf(person), now });
}

function actorOf({ userId, name }: Person) {
  return { kind: "member" as const, id: userId, name };
}
