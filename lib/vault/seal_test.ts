import assert from "node:assert/strict";
import { open } from "./open.ts";
import { seal } from "./seal.ts";

for (const text of ["", "s", "Grüße 🗝", "x".repeat(100_000)]) {
  Deno.test(`seal() keeps a text of ${text.length} characters for open()`, () => {
    assert.equal(open(seal(text, "a purpose"), "a purpose"), text);
  });
}

Deno.test("seal() makes another text each time, in the final format", () => {
  const sealed = [seal("secret", "a purpose"), seal("secret", "a purpose")];
  assert.notEqual(sealed[0], sealed[1]);
  for (const it of sealed) assert.match(it, /^v1\.[\w-]{10}\.[\w-]+$/);
});
