import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { listApiKeys, stateOfKey } from "./list_api_keys.ts";
import { revokeApiKey } from "./revoke_api_key.ts";

const now = new Date();

Deno.test("listApiKeys() shows the tenant's keys, those in use first, and no secret", async () => {
  const { ada, ben, max, acme, globex } = await makeCast();
  const old = await keyOf(ada, "Old till");
  const till = await keyOf(ada, "Till");
  const shop = await keyOf(ben, "Shop");
  await keyOf(max, "Plant");
  await revokeApiKey(acme.id, { keyId: old.id, actor: actorOf(ben), now });
  const listed = await listApiKeys(acme.id);
  assert.deepEqual(listed.map((it) => [it.name, it.hint, it.createdBy, it.revokedBy]), [
    ["Shop", shop.hint, "Ben", null],
    ["Till", till.hint, "Ada", null],
    ["Old till", old.hint, "Ada", "Ben"],
  ]);
  assert.deepEqual(listed.map((it) => it.revokedAt), [null, null, now]);
  assert.deepEqual(Object.keys(listed[0]).filter((it) => /hash|key/.test(it)), []);
  assert.deepEqual((await listApiKeys(globex.id)).map((it) => it.name), ["Plant"]);
});

Deno.test("listApiKeys() keeps the key of somebody who has left", async () => {
  const { ben, acme } = await makeCast();
  await keyOf(ben, "Shop");
  await asTenant(
    acme.id,
    (tx) => tx.count`delete from members where tenant_id = ${tx.tenantId} and id = ${ben.id}`,
  );
  assert.deepEqual((await listApiKeys(acme.id)).map((it) => [it.name, it.createdBy]), [["Shop", null]]);
});

Deno.test("stateOfKey() says what matters most", () => {
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
  const key = { revokedAt: null, expiresAt: null, lastUsedAt: null };
  assert.equal(stateOfKey(key, now), "never_used");
  assert.equal(stateOfKey({ ...key, lastUsedAt: now }, now), "active");
  assert.equal(stateOfKey({ ...key, lastUsedAt: now, expiresAt: days(15) }, now), "active");
  assert.equal(stateOfKey({ ...key, lastUsedAt: now, expiresAt: days(13) }, now), "expires_soon");
  assert.equal(stateOfKey({ ...key, lastUsedAt: now, expiresAt: now }, now), "expired");
  assert.equal(stateOfKey({ ...key, revokedAt: now, expiresAt: now }, now), "revoked");
});

async function keyOf(person: Person, name: string) {
  return await makeKey(person.tenant.id, { name, actor: actorOf(person), now });
}

function actorOf({ userId, name }: Person) {
  return { kind: "member" as const, id: userId, name };
}
