import assert from "node:assert/strict";
import { dayOf, daysAfter } from "./calendar.ts";

Deno.test("dayOf() is the day on the clock of the time zone", () => {
  const moment = new Date("2026-11-14T23:41:00Z");
  assert.deepEqual(["UTC", "Europe/Berlin"].map((zone) => dayOf(moment, zone)), ["2026-11-14", "2026-11-15"]);
});

Deno.test("daysAfter() goes to the day of the last moment before the end, and no further back", () => {
  const end = new Date("2026-12-01T00:00:00Z");
  assert.deepEqual(daysAfter("2026-11-28", { end, timeZone: "UTC" }), ["2026-11-29", "2026-11-30"]);
  assert.deepEqual(daysAfter("2026-11-28", { end, timeZone: "Asia/Tokyo" }), [
    "2026-11-29",
    "2026-11-30",
    "2026-12-01",
  ]);
  assert.deepEqual(daysAfter("2026-11-30", { end, timeZone: "UTC" }), []);
  assert.deepEqual(daysAfter("2026-12-05", { end, timeZone: "UTC" }), []);
});
