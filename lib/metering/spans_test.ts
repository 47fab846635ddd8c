import assert from "node:assert/strict";
import { isMonth, latestDays, monthAfter, monthOf, monthSoFar, monthSpan } from "./spans.ts";

const at = (text: string) => new Date(text);
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });

Deno.test("a month begins and ends in UTC", () => {
  assert.equal(monthOf(at("2026-11-30T23:59:59.999Z")), "2026-11");
  assert.deepEqual(monthSpan("2026-12"), span("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"));
  assert.deepEqual([monthAfter("2026-12", 1), monthAfter("2026-01", -1)], ["2027-01", "2025-12"]);
});

Deno.test("isMonth() knows a month from other texts", () => {
  assert.deepEqual(["0001-01", "2026-12"].filter(isMonth), ["0001-01", "2026-12"]);
  for (const text of ["", "2026-13", "2026-00", "0000-12", "2026-1", "2026-11-14", "+2026-1", "2026-11\0"]) {
    assert.equal(isMonth(text), false, text);
  }
});

Deno.test("monthSoFar() compares with the same stretch of the month before", () => {
  assert.deepEqual(monthSoFar("2026-11", at("2026-11-14T09:41:00Z")), {
    span: span("2026-11-01T00:00:00Z", "2026-11-14T09:41:00Z"),
    before: span("2026-10-01T00:00:00Z", "2026-10-14T09:41:00Z"),
  });
});

Deno.test("monthSoFar() takes months whole that are over, and no more of a shorter one than there is", () => {
  assert.deepEqual(monthSoFar("2026-03", at("2026-11-14T09:41:00Z")), {
    span: span("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"),
    before: span("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
  });
  assert.deepEqual(
    monthSoFar("2026-03", at("2026-03-31T12:00:00Z")).before,
    span("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
  );
});

Deno.test("latestDays() begins with a day of the time zone and ends now; before, with the same hour", () => {
  // Clocks in Berlin went from 3:00 to 2:00 on 25 October 2026.
  assert.deepEqual(latestDays(7, { now: at("2026-10-28T09:41:00Z"), timeZone: "Europe/Berlin" }), {
    span: span("2026-10-21T22:00:00Z", "2026-10-28T09:41:00Z"),
    before: span("2026-10-14T22:00:00Z", "2026-10-21T08:41:00Z"),
  });
  assert.deepEqual(latestDays(30, { now: at("2026-11-27T19:00:00Z"), timeZone: "UTC" }), {
    span: span("2026-10-29T00:00:00Z", "2026-11-27T19:00:00Z"),
    before: span("2026-09-29T00:00:00Z", "2026-10-28T19:00:00Z"),
  });
});
