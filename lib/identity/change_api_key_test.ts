import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { changeApiKey } from "./change_api_key.ts";
import { listApiKeys } from "./list_api_keys.ts";
import { revokeApiKey } from "./revoke_api_key.ts";

const now = new Date();

Deno.test("changeApiKey() changes name and limits, and leaves an audit entry of what is new", async () => {
  const { ada, acme } = await makeCast();
  const { id: keyId } = await keyOf(ada);
  const change = {
    keyId,
    name: "Shop",
    perMinute: 60,
    allowedNetworks: ["192.0.2.0/24"],
    actor: actorOf(ada),
  };
  for (let times = 0; times < 2; times++) assert.deepEqual(await changeApiKey(acme.id, change), { ok: true });
  const [listed] = await listApiKeys(acme.id);
  assert.deepEqual([listed.name, listed.perMinute, listed.allowedNetworks], ["Shop", 60, ["192.0.2.0/24"]]);
  const entries = await asTenant(
    acme.id,
    (tx) =>
      tx.rows`select detail from audit_entries where tenant_id = ${tx.tenantId} and action = 'api_key.changed'`,
  );
  assert.deepEqual(entries, [{ detail: { name: "Shop", per_minute: 60, allowed_networks: "192.0.2.0/24" } }]);
});

Deno.test("changeApiKey() changes no key of another tenant, and none that was revoked", async () => {
  const { ada, max, acme, globex } = await makeCast();
  const [own, others] = [await keyOf(ada), await keyOf(max)];
  await revokeApiKey(acme.id, { keyId: own.id, actor: actorOf(ada), now });
  const change = { name: "Mine", allowedNetworks: [], actor: actorOf(ada) };
  assert.deepEqual(await changeApiKey(acme.id, { ...change, keyId: own.id }), {
    ok: false,
    reason: "revoked",
  });
  assert.deepEqual(await changeApiKey(acme.id, { ...change, keyId: others.id }), {
    ok: false,
    reason: "not_found",
  });
  assert.deepEqual((await listApiKeys(globex.id)).map((it) => it.name), ["Till"]);
});

async function keyOf(person: Person) {
  return await makeKey(person.tenant.id, { name: "Till", actor: actorOf(person), now });
}

function actorOf({ userId, name }: Person) {
  return { kind: "member" as const, id: userId, name };
}
