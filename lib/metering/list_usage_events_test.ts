import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import type { EventMeter } from "@/lib/usage/meters.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { eachUsageEvent } from "./each_usage_event.ts";
import { firstUsage } from "./first_usage.ts";
import { listUsageEvents } from "./list_usage_events.ts";

const span = { from: new Date("2026-02-01T00:00:00Z"), to: new Date("2026-03-01T00:00:00Z") };
const FEBRUARY = { meter: "api_calls", span } as const;

Deno.test("listUsageEvents() shows the events of one meter in a half-open span, the latest first", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  await emit(acme, {
    before: "2026-01-31T23:59:59.999Z",
    first: "2026-02-01T00:00:00Z",
    last: "2026-02-28T23:59:59.999Z",
    after: "2026-03-01T00:00:00Z",
  });
  await emit(acme, { other: "2026-02-02T00:00:00Z" }, "records_processed");
  await emit(globex, { next_door: "2026-02-02T00:00:00Z" });
  const { events, ...cursors } = await listUsageEvents(acme, FEBRUARY);
  assert.deepEqual(events.map((it) => it.eventId), ["last", "first"]);
  assert.deepEqual(cursors, { nextCursor: undefined, previousCursor: undefined });
  assert.deepEqual(events[1], {
    occurredAt: span.from,
    meter: "api_calls",
    quantity: 1,
    source: "test",
    eventId: "first",
    recordId: null,
  });
});

Deno.test("listUsageEvents() goes on and back over events of one moment, each once", async () => {
  const acme = await makeBareTenant();
  const at = "2026-02-02T00:00:00Z";
  await emit(acme, { a: at, b: at, c: at, d: at, e: "2026-02-03T00:00:00Z" });
  const read = async (place: { after?: string; before?: string }) => {
    const page = await listUsageEvents(acme, { ...FEBRUARY, ...place, pageSize: 2 });
    return { ...page, ids: page.events.map((it) => it.eventId) };
  };
  const first = await read({});
  const second = await read({ after: first.nextCursor });
  const third = await read({ after: second.nextCursor });
  assert.deepEqual([first.ids, second.ids, third.ids], [["e", "d"], ["c", "b"], ["a"]]);
  assert.equal(third.nextCursor, undefined);
  assert.deepEqual((await read({ before: third.previousCursor })).ids, ["c", "b"]);
  const again = await read({ before: second.previousCursor });
  assert.deepEqual([again.ids, again.previousCursor], [["e", "d"], undefined]);
});

Deno.test("listUsageEvents() loses none of the events within one millisecond", async () => {
  const acme = await makeBareTenant();
  await asSuperuser((client) =>
    client.query(
      `insert into pooled.usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
       select $1, 'test', n, 'api_calls', 1, timestamptz '2026-02-02T00:00:00Z' + n * interval '1 microsecond'
         from generate_series(1, 5) n`,
      [acme],
    )
  );
  const parts = [];
  let after: string | undefined;
  do {
    const { events, nextCursor } = await listUsageEvents(acme, { ...FEBRUARY, after, pageSize: 2 });
    parts.push(events.map((it) => it.eventId));
    after = nextCursor;
  } while (after);
  assert.deepEqual(parts, [["5", "4"], ["3", "2"], ["1"]]);
});

Deno.test("listUsageEvents() begins at the start for a cursor of another tenant or filter, and one made up", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  const events = { a: "2026-02-02T00:00:00Z", b: "2026-02-03T00:00:00Z" };
  for (const tenant of [acme, globex]) await emit(tenant, events);
  const { nextCursor } = await listUsageEvents(globex, { ...FEBRUARY, pageSize: 1 });
  for (const after of [nextCursor, "", "x", "'; drop table", "A".repeat(200)]) {
    const { events: [latest] } = await listUsageEvents(acme, { ...FEBRUARY, after, pageSize: 1 });
    assert.equal(latest.eventId, "b");
  }
});

Deno.test("listUsageEvents() finds an event by its id, and names the record that was counted", async () => {
  const acme = await makeBareTenant();
  const now = new Date("2026-02-02T00:00:00Z");
  await acceptRecords(acme, { records: ["a", "b"].map((id) => ({ id, type: "order", data: {} })), now });
  const asked = { meter: "records_processed", span } as const;
  const { events } = await listUsageEvents(acme, asked);
  assert.deepEqual(events.map((it) => it.recordId).sort(), ["a", "b"]);
  const [{ eventId, recordId }] = events;
  const found = await listUsageEvents(acme, { ...asked, eventId });
  assert.deepEqual(found.events.map((it) => it.recordId), [recordId]);
  for (const none of ["none", "\0", "'"]) {
    assert.deepEqual((await listUsageEvents(acme, { ...asked, eventId: none })).events, []);
  }
});

Deno.test("eachUsageEvent() gives every event once, a thousand at a time", async () => {
  const acme = await makeBareTenant();
  const names = Array.from({ length: 1_001 }, (_, index) => [`e${index}`, "2026-02-02T00:00:00Z"]);
  await emit(acme, Object.fromEntries(names));
  const parts = await Array.fromAsync(eachUsageEvent(acme, FEBRUARY));
  assert.deepEqual(parts.map((it) => it.length), [1_000, 1]);
  assert.equal(new Set(parts.flat().map((it) => it.eventId)).size, 1_001);
});

Deno.test("firstUsage() is the earliest event of any meter, of this tenant alone", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  await emit(globex, { a: "2026-01-01T00:00:00Z" });
  assert.equal(await firstUsage(acme), undefined);
  await emit(acme, { a: "2026-02-02T00:00:00Z" });
  await emit(acme, { b: "2026-02-01T00:00:00Z" }, "records_processed");
  assert.deepEqual(await firstUsage(acme), new Date("2026-02-01T00:00:00Z"));
});

async function emit(tenantId: string, times: Record<string, string>, meter: EventMeter = "api_calls") {
  const events = Object.entries(times).map(([eventId, at]) => ({
    meter,
    quantity: 1,
    source: "test",
    eventId,
    occurredAt: new Date(at),
  }));
  await asTenant(tenantId, (tx) => emitUsage(tx, events));
}
