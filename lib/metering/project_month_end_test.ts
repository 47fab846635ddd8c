import assert from "node:assert/strict";
import { projectMonthEnd } from "./project_month_end.ts";

const to = new Date("2026-12-01T00:00:00Z");
const now = new Date("2026-11-21T00:00:00Z");
const long = new Date("2026-01-01T00:00:00Z");

Deno.test("projectMonthEnd() goes on at the pace of the last seven days", () => {
  assert.equal(projectMonthEnd({ used: 1_000, recent: 700, firstAt: long, now, to }), 2_000);
  assert.equal(projectMonthEnd({ used: 1_000, recent: 0, firstAt: long, now, to }), 1_000);
});

Deno.test("projectMonthEnd() takes the time since the first event where that is shorter, and a day at least", () => {
  const firstAt = new Date("2026-11-19T00:00:00Z");
  assert.equal(projectMonthEnd({ used: 200, recent: 200, firstAt, now, to }), 1_200);
  const justNow = new Date("2026-11-20T23:59:00Z");
  assert.equal(projectMonthEnd({ used: 10, recent: 10, firstAt: justNow, now, to }), 110);
});

Deno.test("projectMonthEnd() expects nothing of who never used anything", () => {
  assert.equal(projectMonthEnd({ used: 0, recent: 0, firstAt: null, now, to }), 0);
});
