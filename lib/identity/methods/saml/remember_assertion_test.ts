import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { rememberAssertion } from "./remember_assertion.ts";

const NOW = new Date("2026-11-28T10:00:00Z");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

async function setting() {
  const { acme, globex } = await makeCast();
  const taken = { tenantId: acme.id, connectionId: newId(), assertionId: "_a", until: minutes(5), now: NOW };
  return { acme, globex, taken };
}

Deno.test("rememberAssertion() takes an assertion once", async () => {
  const { taken } = await setting();
  assert.equal(await rememberAssertion(taken), true);
  assert.equal(await rememberAssertion(taken), false);
});

Deno.test("rememberAssertion() takes one of many that come together", async () => {
  const { taken } = await setting();
  const all = await Promise.all(Array.from({ length: 8 }, () => rememberAssertion(taken)));
  assert.equal(all.filter(Boolean).length, 1);
});

Deno.test("rememberAssertion() keeps connections and tenants apart", async () => {
  const { globex, taken } = await setting();
  assert.equal(await rememberAssertion(taken), true);
  assert.equal(await rememberAssertion({ ...taken, connectionId: newId() }), true);
  assert.equal(await rememberAssertion({ ...taken, tenantId: globex.id }), true);
});

Deno.test("rememberAssertion() forgets what has ended, not before", async () => {
  const { acme, taken } = await setting();
  await rememberAssertion(taken);
  await rememberAssertion({ ...taken, assertionId: "_b", until: minutes(20), now: minutes(5) });
  assert.equal(await rememberAssertion({ ...taken, now: minutes(5) }), false);
  await rememberAssertion({ ...taken, assertionId: "_c", until: minutes(30), now: minutes(7) });
  const [{ kept }] = await asTenant(acme.id, (tx) =>
    tx.rows<{ kept: number }>`
      select count(*)::int as kept from saml_assertions where tenant_id = ${acme.id}`);
  assert.equal(kept, 2);
});
