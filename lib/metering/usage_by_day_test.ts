import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { usageByDay } from "./usage_by_day.ts";

Deno.test("usageByDay() has each day of the span, those without an event as 0", async () => {
  const acme = await withCalls(["2026-02-01T00:00:00Z", "2026-02-03T10:00:00Z", "2026-02-03T11:00:00Z"]);
  assert.deepEqual(await days(acme, "2026-02-01T00:00:00Z", "2026-02-05T00:00:00Z"), {
    "2026-02-01": 1,
    "2026-02-02": 0,
    "2026-02-03": 2,
    "2026-02-04": 0,
  });
});

Deno.test("usageByDay() leaves out what lies outside the span, even on a day it touches", async () => {
  const acme = await withCalls(["2026-02-01T05:00:00Z", "2026-02-01T06:00:00Z", "2026-02-02T06:00:00Z"]);
  assert.deepEqual(await days(acme, "2026-02-01T06:00:00Z", "2026-02-02T06:00:00Z"), {
    "2026-02-01": 1,
    "2026-02-02": 0,
  });
});

Deno.test("usageByDay() ends a day where the tenant's time zone does, through a change of the clock", async () => {
  // Clocks in Berlin went from 2:00 to 3:00 on 29 March 2026: that day has 23 hours.
  const acme = await withCalls([
    "2026-03-28T22:59:59Z",
    "2026-03-28T23:00:00Z",
    "2026-03-29T21:59:59Z",
    "2026-03-29T22:00:00Z",
  ]);
  assert.deepEqual(await days(acme, "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z", "Europe/Berlin"), {
    "2026-03-28": 1,
    "2026-03-29": 2,
    "2026-03-30": 1,
  });
});

Deno.test("usageByDay() counts one meter of one tenant", async () => {
  const [acme] = [await withCalls(["2026-02-01T00:00:00Z"]), await withCalls(["2026-02-01T00:00:00Z"])];
  const february = spanOf("2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z");
  const asked = { span: february, before: february, timeZone: "UTC" };
  assert.deepEqual(await usageByDay(acme, { meter: "records_processed", ...asked }), {
    days: [{ day: "2026-02-01", quantity: 0 }],
    before: 0,
  });
  assert.deepEqual(await usageByDay(acme, { meter: "api_calls", ...asked }), {
    days: [{ day: "2026-02-01", quantity: 1 }],
    before: 1,
  });
});

Deno.test("usageByDay() sums up the stretch before, its first moment included and its last not", async () => {
  const acme = await withCalls([
    "2026-01-31T23:59:59.999Z",
    "2026-02-01T00:00:00Z",
    "2026-02-01T11:59:59.999Z",
    "2026-02-01T12:00:00Z",
    "2026-02-02T00:00:00Z",
  ]);
  const { days, before } = await usageByDay(acme, {
    meter: "api_calls",
    span: spanOf("2026-02-02T00:00:00Z", "2026-02-02T12:00:00Z"),
    before: spanOf("2026-02-01T00:00:00Z", "2026-02-01T12:00:00Z"),
    timeZone: "UTC",
  });
  assert.deepEqual([days, before], [[{ day: "2026-02-02", quantity: 1 }], 2]);
});

Deno.test("usageByDay() has no day for a span in which no time has passed", async () => {
  const acme = await withCalls(["2026-02-01T00:00:00Z"]);
  assert.deepEqual(await days(acme, "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z"), {});
});

async function days(tenantId: string, from: string, to: string, timeZone = "UTC") {
  const span = spanOf(from, to);
  const { days } = await usageByDay(tenantId, { meter: "api_calls", span, before: span, timeZone });
  return Object.fromEntries(days.map((it) => [it.day, it.quantity]));
}

function spanOf(from: string, to: string) {
  return { from: new Date(from), to: new Date(to) };
}

async function withCalls(times: string[]): Promise<string> {
  const tenantId = await makeBareTenant();
  const event = { meter: "api_calls", quantity: 1, source: "api" } as const;
  await asTenant(
    tenantId,
    (tx) => emitUsage(tx, times.map((it) => ({ ...event, eventId: newId(), occurredAt: new Date(it) }))),
  );
  return tenantId;
}
