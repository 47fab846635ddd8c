import assert from "node:assert/strict";
import { lengthOf, namesOneOf } from "./rules.ts";

Deno.test("lengthOf() counts what a person would", () => {
  assert.equal(lengthOf("four bricks"), 11);
  assert.equal(lengthOf("🐎".repeat(12)), 12);
});

Deno.test("namesOneOf() finds a name and the front of an address, whatever their case", () => {
  const names = [" Acme & Sons ", "acme", "ada.lovelace@acme.test"];
  for (const password of ["ACME-is-great-1", "xx ada.LOVELACE xx", "12 acme & sons"]) {
    assert.equal(namesOneOf(names, password), true, password);
  }
  assert.equal(namesOneOf(names, "four quiet bricks at dawn"), false);
});

Deno.test("namesOneOf() lets names pass that are too short to mean somebody, or empty", () => {
  assert.equal(namesOneOf(["", "  ", "ab", "x@y.test"], "abxcd what a fine day"), false);
});
