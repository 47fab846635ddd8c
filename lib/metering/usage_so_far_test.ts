import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { usageSoFar } from "./usage_so_far.ts";

const now = new Date("2026-02-14T12:00:00Z");

Deno.test("usageSoFar() counts the events of the calendar month in UTC, its first moment included", async () => {
  const acme = await makeBareTenant();
  await callsAt(acme, [
    "2026-01-31T23:59:59.999Z",
    "2026-02-01T00:00:00Z",
    "2026-02-28T23:59:59.999Z",
    "2026-03-01T00:00:00Z",
  ]);
  const { from, to, meters } = await usageSoFar(acme, { now });
  assert.deepEqual([from, to], [new Date("2026-02-01T00:00:00Z"), new Date("2026-03-01T00:00:00Z")]);
  assert.equal(meters.find((it) => it.meter === "api_calls")?.used, 2);
});

Deno.test("usageSoFar() measures storage and members as they are now, and shows a meter without use as 0", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  await acceptRecords(acme, {
    records: [{ type: "order", data: { a: "é" } }],
    now: new Date("2026-01-01T00:00:00Z"),
  });
  await addMember(acme);
  const used = async (tenantId: string) =>
    (await usageSoFar(tenantId, { now })).meters.map((it) => [it.meter, it.used]);
  assert.deepEqual(await used(acme), [
    ["api_calls", 0],
    ["records_processed", 0],
    ["storage_bytes", '{"a":"é"}'.length + 1],
    ["active_members", 1],
  ]);
  assert.deepEqual((await used(globex)).map(([, quantity]) => quantity), [0, 0, 0, 0]);
});

Deno.test("usageSoFar() shows the limit granted now: null is unlimited, no entitlement or an ended one is 0", async () => {
  const acme = await makeBareTenant();
  await grant(acme, "api_calls", 100, null);
  await grant(acme, "records_processed", null, "2026-02-14T12:00:01Z");
  await grant(acme, "storage_bytes", 5, "2026-02-14T12:00:00Z");
  const { meters } = await usageSoFar(acme, { now });
  assert.deepEqual(meters.map((it) => it.limit), [100, null, 0, 0]);
});

Deno.test("usageSoFar() projects events to the end of the month by the last seven days, and levels not", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  await callsAt(acme, [
    "2026-01-01T00:00:00Z",
    "2026-02-01T00:00:00Z",
    "2026-02-07T11:59:59.999Z",
    ...Array(7).fill("2026-02-07T12:00:00Z"),
    "2026-02-14T12:00:00Z",
  ]);
  const projected = async (tenantId: string) =>
    (await usageSoFar(tenantId, { now })).meters.map((it) => it.projected);
  // Ten in February, one a day of late, and 14.5 days to go.
  assert.deepEqual(await projected(acme), [10 + 15, 0, null, null]);
  assert.deepEqual(await projected(globex), [0, 0, null, null]);
});

Deno.test("usageSoFar() counts the API call that asks", async () => {
  const acme = await makeBareTenant();
  const call = { requestId: newId(), now };
  await usageSoFar(acme, { now, call });
  const { meters: [apiCalls] } = await usageSoFar(acme, { now });
  assert.deepEqual(apiCalls, { meter: "api_calls", used: 1, limit: 0, projected: 1 });
});

async function callsAt(tenantId: string, times: string[]) {
  const event = { meter: "api_calls", quantity: 1, source: "api" } as const;
  await asTenant(
    tenantId,
    (tx) => emitUsage(tx, times.map((it) => ({ ...event, eventId: newId(), occurredAt: new Date(it) }))),
  );
}

async function addMember(tenantId: string) {
  await asTenant(tenantId, (tx) =>
    tx.count`
    insert into members (tenant_id, id, user_id, role, email, name)
    values (${tenantId}, ${newId()}, ${newId()}, 'owner', 'ada@acme.test', 'Ada')`);
}

async function grant(tenantId: string, feature: string, limit: number | null, endsAt: string | null) {
  await asTenant(tenantId, (tx) =>
    tx.count`
    insert into tenant_entitlements (tenant_id, feature, limit_quantity, source, ends_at)
    values (${tenantId}, ${feature}, ${limit}, 'trial', ${endsAt})`);
}
