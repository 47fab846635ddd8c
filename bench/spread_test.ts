import assert from "node:assert/strict";
import { spreadOf } from "./spread.ts";

Deno.test("spreadOf() finds the middle of what was measured, in whatever order it came", () => {
  assert.deepEqual(spreadOf([10, 9, 1, 2, 30]), { median: 9, least: 1, most: 30 });
  assert.deepEqual(spreadOf([4, 1, 2, 100]), { median: 3, least: 1, most: 100 });
  assert.deepEqual(spreadOf([7]), { median: 7, least: 7, most: 7 });
});
