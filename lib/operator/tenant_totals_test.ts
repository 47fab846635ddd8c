import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import type { EventMeter } from "@/lib/usage/meters.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { suspendTenant } from "./suspend_tenant.ts";
import { tenantTotals } from "./tenant_totals.ts";

/** Years in which no other test counts anything. */
const now = new Date("2041-03-14T12:00:00Z");

Deno.test("tenantTotals() adds up the month, the days and who was active", async () => {
  const { acme, globex } = await makeCast(new Date("2041-03-10T23:59:59Z"));
  await count(acme.id, "records_processed", [
    [5, "2041-03-14T01:00:00Z"],
    [3, "2041-03-14T02:00:00Z"],
    [2, "2041-03-01T00:00:00Z"],
    [90, "2041-02-28T23:59:59Z"],
  ]);
  await count(globex.id, "api_calls", [[4, "2041-03-14T03:00:00Z"], [1, "2041-03-07T11:59:59Z"]]);
  const { usedThisMonth, activeThisWeek, days } = await tenantTotals({ operator: "Sam", now });
  assert.deepEqual(usedThisMonth, { api_calls: 5, records_processed: 10 });
  assert.equal(activeThisWeek, 2);
  assert.deepEqual([days.length, days[0].day, days.at(-1)!.day], [30, "2041-02-13", "2041-03-14"]);
  assert.deepEqual(
    { ...days.at(-1), tenants: 0 },
    { day: "2041-03-14", tenants: 0, active: 2, used: { api_calls: 4, records_processed: 8 } },
  );
  const on = (day: string) => days.find((it) => it.day === day)!;
  assert.equal(on("2041-02-28").used.records_processed, 90);
  assert.deepEqual(on("2041-03-02"), {
    ...on("2041-03-02"),
    active: 0,
    used: { api_calls: 0, records_processed: 0 },
  });
  assert.equal(on("2041-03-10").tenants - on("2041-03-09").tenants, 2, "opened on the tenth, UTC");
});

Deno.test("tenantTotals() counts a tenant whose week has passed as quiet, and the suspended", async () => {
  const { acme } = await makeCast();
  const before = await tenantTotals({ operator: "Sam", now: new Date("2042-03-14T12:00:00Z") });
  await count(acme.id, "api_calls", [[1, "2042-03-07T11:59:59Z"]]);
  await suspendTenant({ slug: acme.slug, reason: "Unpaid", actor: { kind: "operator", name: "Sam" } });
  const after = await tenantTotals({ operator: "Sam", now: new Date("2042-03-14T12:00:00Z") });
  assert.deepEqual([after.activeThisWeek, after.suspended - before.suspended], [0, 1]);
  assert.equal(after.tenants, before.tenants);
});

async function count(tenantId: string, meter: EventMeter, events: [quantity: number, at: string][]) {
  await asTenant(tenantId, (tx) =>
    emitUsage(
      tx,
      events.map(([quantity, at]) => ({
        meter,
        quantity,
        source: "test",
        eventId: newId(),
        occurredAt: new Date(at),
      })),
    ));
}
