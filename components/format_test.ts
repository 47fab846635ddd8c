import assert from "node:assert/strict";
import {
  formatAgo,
  formatBytes,
  formatChange,
  formatCount,
  formatCounted,
  formatDay,
  formatMoment,
  formatMonth,
  formatQuantity,
  formatTimeZone,
  formatWeekday,
} from "./format.ts";

Deno.test("formatBytes() says bytes in the step a person would", () => {
  const said = [0, 1, 999, 1001, 1024, 102_400, 1_029_120, 4_820_000, 2 ** 30, 2 ** 52].map(formatBytes);
  assert.deepEqual(said, [
    "0 B",
    "1 B",
    "999 B",
    "1 KiB",
    "1 KiB",
    "100 KiB",
    "1 MiB",
    "4.6 MiB",
    "1 GiB",
    "4096 TiB",
  ]);
});

Deno.test("formatCounted() says one of a thing and many", () => {
  assert.deepEqual([0, 1, 2, 1_250].map((it) => formatCounted(it, "key")), [
    "0 keys",
    "1 key",
    "2 keys",
    "1,250 keys",
  ]);
});

Deno.test("formatQuantity() groups the digits of everything but bytes", () => {
  assert.equal(formatQuantity(50_000, "records"), "50,000");
  assert.equal(formatQuantity(50_000, "bytes"), "48.8 KiB");
});

Deno.test("formatMoment() shows the clock of the time zone", () => {
  const moment = new Date("2026-11-14T23:41:00Z");
  assert.equal(formatMoment(moment, "Europe/Berlin"), "15 Nov 2026, 00:41");
  assert.equal(formatMoment(moment, "UTC"), "14 Nov 2026, 23:41");
});

Deno.test("days and months are called by their names", () => {
  assert.equal(formatDay("2026-11-14"), "14 Nov");
  assert.equal(formatWeekday("2026-11-14"), "Sat 14 Nov");
  assert.equal(formatMonth("2026-11"), "November 2026");
  assert.equal(formatTimeZone("America/New_York"), "America/New York");
});

/** On Saturday 14 November 2026, 09:41 in Berlin. */
const ago: [moment: string, text: string][] = [
  ["2026-11-14T08:41:00Z", "just now"],
  ["2026-11-14T08:40:01Z", "just now"],
  ["2026-11-14T08:40:00Z", "1 minute ago"],
  ["2026-11-14T07:42:00Z", "59 minutes ago"],
  ["2026-11-14T07:41:00Z", "today, 08:41"],
  ["2026-11-13T23:00:00Z", "today, 00:00"],
  ["2026-11-13T22:59:59Z", "yesterday, 23:59"],
  ["2026-11-12T22:59:59Z", "12 Nov, 23:59"],
  ["2026-01-01T00:00:00Z", "1 Jan, 01:00"],
  ["2025-12-31T22:59:59Z", "31 Dec 2025, 23:59"],
  ["2026-11-14T09:00:00Z", "today, 10:00"],
  ["2026-11-16T09:00:00Z", "16 Nov, 10:00"],
];
for (const [moment, text] of ago) {
  Deno.test(`formatAgo() says "${text}"`, () => {
    const clock = { now: new Date("2026-11-14T08:41:00Z"), timeZone: "Europe/Berlin" };
    assert.equal(formatAgo(new Date(moment), clock), text);
  });
}

Deno.test("formatCount() says where counting stopped", () => {
  assert.equal(formatCount(10_000, { atMost: 10_000 }), "10,000");
  assert.equal(formatCount(10_001, { atMost: 10_000 }), "10,000+");
});

Deno.test("formatChange() compares with what was before, if enough was", () => {
  assert.deepEqual(
    [[112, 100], [88, 100], [100, 100], [1_099, 100], [1_100, 100], [0, 100], [1, 0]].map(([now, before]) =>
      formatChange(now, before)
    ),
    ["+12 %", "−12 %", "±0 %", "+999 %", undefined, "−100 %", undefined],
  );
});
