import assert from "node:assert/strict";
import { daySpan } from "./day_span.ts";

Deno.test("daySpan() takes both days whole, also where the clocks change", () => {
  assert.deepEqual(daySpan({ from: "2026-03-28", to: "2026-03-29" }, "Europe/Berlin"), {
    from: new Date("2026-03-27T23:00:00Z"),
    to: new Date("2026-03-29T22:00:00Z"),
  });
});

Deno.test("daySpan() leaves open what is no day", () => {
  for (const text of ["", "yesterday", "2026-02-30", "9999-99-99", "0000-01-01", "2026-11-14T00:00"]) {
    assert.deepEqual(daySpan({ from: text, to: undefined }, "UTC"), { from: undefined, to: undefined });
  }
});
