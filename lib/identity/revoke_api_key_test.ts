import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { findApiKey } from "./find_api_key.ts";
import { revokeApiKey } from "./revoke_api_key.ts";

const now = new Date();

Deno.test("revokeApiKey() refuses the key from then on and leaves an audit entry", async () => {
  const { ada, acme } = await makeCast();
  const { id, key, hint } = await keyOf(ada);
  assert.deepEqual(await revokeApiKey(acme.id, { keyId: id, actor: actorOf(ada), now }), { ok: true });
  assert.deepEqual(await findApiKey(acme.id, { key, now }), { ok: false, reason: "revoked" });
  assert.deepEqual(await entries(ada), [{
    actor_name: "Ada",
    subject_id: id,
    detail: { name: "Till", hint },
  }]);
});

Deno.test("revokeApiKey() revokes once, whoever asks how often", async () => {
  const { ada, acme } = await makeCast();
  const { id } = await keyOf(ada);
  const revocations = await Promise.all(
    Array.from({ length: 5 }, () => revokeApiKey(acme.id, { keyId: id, actor: actorOf(ada), now })),
  );
  assert.equal(revocations.filter((it) => it.ok).length, 1);
  assert.deepEqual(revocations.find((it) => !it.ok), { ok: false, reason: "already_revoked" });
  assert.equal((await entries(ada)).length, 1);
});

Deno.test("revokeApiKey() does not find a key that is not there, or is another tenant's", async () => {
  const { ada, max, acme, globex } = await makeCast();
  const { id, key } = await keyOf(ada);
  for (const keyId of [newId(), id]) {
    assert.deepEqual(await revokeApiKey(globex.id, { keyId, actor: actorOf(max), now }), {
      ok: false,
      reason: "not_found",
    });
  }
  assert((await findApiKey(acme.id, { key, now })).ok);
});

async function keyOf(person: Person) {
  return await makeKey(person.tenant.id, { name: "Till", actor: actorOf(person), now });
}

function actorOf({ userId, name }: Person) {
  return { kind: "member" as const, id: userId, name };
}

async function entries({ tenant }: Person) {
  return await asTenant(
    tenant.id,
    (tx) =>
      tx.rows`select actor_name, subject_id, detail from audit_entries
               where tenant_id = ${tx.tenantId} and action = 'api_key.revoked'`,
  );
}
