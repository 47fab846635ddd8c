import assert from "node:assert/strict";
import { formatBytes, formatCounted, formatDay, formatMoment, formatQuantity } from "./format.ts";

Deno.test("formatBytes() says bytes in the step a person would", () => {
  const said = [0, 1, 1023, 1024, 4_820_000, 2 ** 30, 2 ** 52].map(formatBytes);
  assert.deepEqual(said, ["0 B", "1 B", "1023 B", "1 KiB", "4.6 MiB", "1 GiB", "4096 TiB"]);
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

Deno.test("formatDay() stays on its day", () => {
  assert.equal(formatDay("2026-11-14"), "14 Nov");
});
