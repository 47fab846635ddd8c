import assert from "node:assert/strict";
import { cutPage } from "./cut_page.ts";

const pageSize = 2;

Deno.test("cutPage() shows no more than a page, and knows what lies around it", () => {
  assert.deepEqual(cutPage([1, 2], { pageSize }), { rows: [1, 2], hasPrevious: false, hasNext: false });
  assert.deepEqual(cutPage([1, 2, 3], { pageSize }), { rows: [1, 2], hasPrevious: false, hasNext: true });
  assert.deepEqual(cutPage([3], { pageSize, after: 2 }), { rows: [3], hasPrevious: true, hasNext: false });
});

Deno.test("cutPage() turns round what was fetched backwards", () => {
  assert.deepEqual(cutPage([4, 3, 2], { pageSize, before: 5 }), {
    rows: [3, 4],
    hasPrevious: true,
    hasNext: true,
  });
  assert.deepEqual(cutPage([1], { pageSize, before: 2 }), { rows: [1], hasPrevious: false, hasNext: true });
  assert.deepEqual(cutPage([], { pageSize, before: 1 }), { rows: [], hasPrevious: false, hasNext: false });
});
