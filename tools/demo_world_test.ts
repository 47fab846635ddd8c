import assert from "node:assert/strict";
import { SentRecord } from "@/lib/relay/record_schema.ts";
import { BUSINESSES, dayOf, type DemoDay, QUARTER_DAYS } from "./demo_world.ts";

const now = new Date("2026-11-27T19:58:00Z");
const { acme, globex } = BUSINESSES;

Deno.test("a day of the demo is the same each time it is asked for", () => {
  assert.deepEqual(dayOf(acme, { daysAgo: 3, now }), dayOf(acme, { daysAgo: 3, now }));
});

Deno.test("a quarter of the demo has weeks with weekends, grows, and is quieter at Globex", () => {
  const [days, others] = [acme, globex].map((business) =>
    Array.from({ length: QUARTER_DAYS }, (_, daysAgo) => recordsOf(dayOf(business, { daysAgo, now })).length)
  );
  const week = (weeksAgo: number) => sum(days.slice(1 + weeksAgo * 7, 8 + weeksAgo * 7));
  assert.ok(week(0) > 1.5 * week(11), `${week(11)} records became ${week(0)}`);
  const saturday = days[6];
  assert.ok(saturday < days[7] * 0.7 && saturday > 0, "27 November 2026 is a Friday");
  assert.ok(sum(others) < sum(days) / 3);
  const month = sum(days.slice(0, 30));
  assert.ok(month > 4_000 && month < 10_000, `${month} records are much of what the trial includes, not all`);
});

Deno.test("every record of the demo is one that the API would take, each with an id of its own", () => {
  for (const business of [acme, globex]) {
    const records = [...Array(QUARTER_DAYS).keys()].flatMap((daysAgo) =>
      recordsOf(dayOf(business, { daysAgo, now }))
    );
    assert.equal(new Set(records.map((it) => it.id)).size, records.length);
    for (const record of records) assert.ok(SentRecord.safeParse(record).success, record.id);
  }
});

Deno.test("nothing of the demo is later than now, and no record later than its arrival", () => {
  for (const hour of ["00:00", "06:01", "12:00", "23:59"]) {
    const at = new Date(`2026-11-27T${hour}:00Z`);
    const { deliveries, calls } = dayOf(acme, { daysAgo: 0, now: at });
    for (const { at: arrival, records } of deliveries) {
      assert.ok(arrival <= at && records.length > 0);
      for (const { occurred_at } of records) assert.ok(new Date(occurred_at) <= arrival);
    }
    for (const call of calls) assert.ok(call.at <= at);
  }
});

function recordsOf({ deliveries }: DemoDay) {
  return deliveries.flatMap((it) => it.records);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, it) => total + it, 0);
}
