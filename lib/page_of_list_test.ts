import assert from "node:assert/strict";
import { cutPage, type Place, readPlace } from "./page_of_list.ts";

const list = ["numbers", "acme"];

Deno.test("cutPage() shows no more than a page, and leads to what lies around it", () => {
  assert.deepEqual(cut([5, 4]), { rows: [5, 4], before: undefined, after: undefined });
  assert.deepEqual(cut([5, 4, 3]), { rows: [5, 4], before: undefined, after: "4" });
  assert.deepEqual(cut([3, 2, 1], { after: "4" }), { rows: [3, 2], before: "3", after: "2" });
  assert.deepEqual(cut([1], { after: "2" }), { rows: [1], before: "1", after: undefined });
  assert.deepEqual(cut([], { after: "1" }), { rows: [], before: undefined, after: undefined });
});

Deno.test("cutPage() turns round what was fetched backwards", () => {
  assert.deepEqual(cut([2, 3, 4], { before: "1" }), { rows: [3, 2], before: "3", after: "2" });
  assert.deepEqual(cut([4, 5], { before: "3" }), { rows: [5, 4], before: undefined, after: "4" });
  assert.deepEqual(cut([], { before: "5" }), { rows: [], before: undefined, after: undefined });
});

Deno.test("readPlace() leaves out cursors of another list, and what is none", () => {
  const { cursors: { nextCursor } } = cutPage([2, 1], { list, place: {}, pageSize: 1, placeOf: String });
  assert.deepEqual(readPlace(list, { after: nextCursor }), { after: "2", before: undefined });
  assert.deepEqual(readPlace(["numbers", "globex"], { after: nextCursor }).after, undefined);
  for (const text of ["", "x", nextCursor!.slice(1), `B${nextCursor!.slice(1)}`, "A".repeat(10_000)]) {
    assert.deepEqual(readPlace(list, { after: text, before: text }), { after: undefined, before: undefined });
  }
});

function cut(fetched: number[], place: Place = {}) {
  const { rows, cursors } = cutPage(fetched, { list, place, pageSize: 2, placeOf: String });
  const read = (text?: string) => readPlace(list, { after: text }).after;
  return { rows, before: read(cursors.previousCursor), after: read(cursors.nextCursor) };
}
