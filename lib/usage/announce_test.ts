import assert from "node:assert/strict";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { closeState, openedState } from "@/lib/state/open_state.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { PASSWORD_PHC } from "@/tests/support/cast.ts";
import { until } from "@/tests/support/queue.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { announceChange, onChange } from "./announce.ts";
import { asCaller } from "./as_caller.ts";

const now = new Date();

Deno.test("a process without shared state announces nothing, and opens none for it", async () => {
  await acceptRecords(await makeBareTenant(), { records: [record()], now });
  await quiet();
  assert.equal(openedState(), undefined);
});

Deno.test("whoever watches a tenant hears once of each transaction that moves its numbers", async () => {
  const changes = [
    (acme: string) => acceptRecords(acme, { records: [record(), record()], now }),
    (acme: string) => acceptRecords(acme, { records: [record()], now, call: { requestId: newId(), now } }),
    (acme: string) => asCaller(acme, { requestId: newId(), now }, (tx) => tx.rows`select 1`),
    (acme: string) => asTenant(acme, join),
  ];
  const times = await Promise.all(changes.map(async (change) => {
    const acme = await makeBareTenant();
    using heard = await listenTo(acme);
    await change(acme);
    await until(() => heard.times > 0);
    await quiet();
    return heard.times;
  }));
  assert.deepEqual(times, changes.map(() => 1));
});

Deno.test("a busy tenant is announced now and then, and once more when it has rested", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  using ofAcme = await listenTo(acme);
  using ofGlobex = await listenTo(globex);
  await Promise.all(Array.from({ length: 50 }, () => asTenant(acme, changing)));
  await asTenant(globex, changing);
  await until(() => ofAcme.times >= 2 && ofGlobex.times === 1);
  await quiet();
  assert.ok(ofAcme.times < 10, `50 changes were announced ${ofAcme.times} times`);
});

Deno.test("what changes nothing is not announced", async () => {
  const acme = await makeBareTenant();
  const records = [record()];
  await acceptRecords(acme, { records, now });
  await quiet();
  using heard = await listenTo(acme);
  await acceptRecords(acme, { records, now });
  await asCaller(acme, undefined, (tx) => tx.rows`select 1`);
  await assert.rejects(asTenant(acme, async (tx) => {
    await changing(tx);
    throw new Error("changed its mind");
  }));
  await quiet();
  assert.equal(heard.times, 0);
});

Deno.test.afterAll(closeState);

function record() {
  return { id: newId(), type: "order.created", data: {} };
}

async function join(tx: TenantTx) {
  const email = `${newId()}@acme.test`;
  const actor = { kind: "system", name: "Test" } as const;
  await addMember(tx, { name: "Ben", email, role: "member", phc: PASSWORD_PHC, actor, now });
}

async function changing(tx: TenantTx) {
  await tx.rows`select 1`;
  announceChange(tx);
}

async function listenTo(tenantId: string) {
  const heard = { times: 0, [Symbol.dispose]: await onChange(tenantId, () => heard.times++) };
  return heard;
}

/** Longer than a tenant rests. */
async function quiet() {
  await new Promise((resolve) => setTimeout(resolve, 1_300));
}
