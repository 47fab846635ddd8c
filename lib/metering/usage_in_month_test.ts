import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { usageInMonth } from "./usage_in_month.ts";

Deno.test("usageInMonth() sums up each meter of one tenant from the first moment of the month to its last", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  const times = [
    "2026-01-31T23:59:59.999Z",
    "2026-02-01T00:00:00Z",
    "2026-02-28T23:59:59.999Z",
    "2026-03-01T00:00:00Z",
  ];
  const event = { meter: "api_calls", quantity: 3, source: "api" } as const;
  const events = times.map((it) => ({ ...event, eventId: newId(), occurredAt: new Date(it) }));
  await asTenant(acme, (tx) => emitUsage(tx, events));
  assert.deepEqual(await usageInMonth(acme, "2026-02"), [
    { meter: "api_calls", used: 6 },
    { meter: "records_processed", used: 0 },
  ]);
  assert.deepEqual((await usageInMonth(globex, "2026-02")).map((it) => it.used), [0, 0]);
});
