import assert from "node:assert/strict";
import { hashMailed, isMailed, sixDigits } from "./mailed_digits.ts";

Deno.test("sixDigits() makes any of a million codes, with its zeros in front", () => {
  const codes = Array.from({ length: 2_000 }, sixDigits);
  for (const code of codes) assert.match(code, /^\d{6}$/);
  assert.ok(new Set(codes).size > 1_980, "hardly any comes twice");
  for (let at = 0; at < 6; at++) {
    assert.equal(new Set(codes.map((it) => it[at])).size, 10, `any digit stands at place ${at}`);
  }
});

Deno.test("isMailed() knows the digits with spaces between them, and no others", () => {
  const hash = hashMailed("012345");
  for (const typed of ["012345", " 012 345 ", "012\t345"]) assert.equal(isMailed(typed, hash), true, typed);
  for (const typed of [undefined, "", "12345", "0123450", "543210", hash]) {
    assert.equal(isMailed(typed, hash), false, String(typed));
  }
});
