import assert from "node:assert/strict";
import { newId, parsePublicId, publicId } from "./ids.ts";

Deno.test("newId() makes UUIDs of version 7", () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

Deno.test("parsePublicId() gives back what publicId() took", () => {
  const id = newId();
  assert.equal(parsePublicId("rec", publicId("rec", id)), id);
});

Deno.test("parsePublicId() refuses another prefix, another alphabet and too many bits", () => {
  const text = publicId("rec", newId());
  assert.equal(parsePublicId("key", text), undefined);
  assert.equal(parsePublicId("rec", text.toUpperCase()), undefined);
  assert.equal(parsePublicId("rec", `rec_8${text.slice(5)}`), undefined);
  assert.equal(parsePublicId("rec", "rec_"), undefined);
});
