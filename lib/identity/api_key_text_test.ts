import assert from "node:assert/strict";
import { isApiKeyText, newApiKeyText } from "./api_key_text.ts";

Deno.test("newApiKeyText() makes what a scanner finds, never the same twice", () => {
  const keys = Array.from({ length: 200 }, newApiKeyText);
  for (const key of keys) {
    assert.match(`token=${key};`, /\brh_[0-9A-Za-z]{49}\b/);
    assert.equal(isApiKeyText(key), true);
  }
  assert.equal(new Set(keys).size, 200);
});

Deno.test("isApiKeyText() keeps its format: a key from the first day is still one", () => {
  assert.equal(isApiKeyText(FIRST), true);
});

Deno.test("isApiKeyText() refuses a typing error, other lengths and other prefixes", () => {
  for (let at = 0; at < FIRST.length; at++) {
    const other = FIRST[at] === "x" ? "y" : "x";
    assert.equal(isApiKeyText(FIRST.slice(0, at) + other + FIRST.slice(at + 1)), false, `at ${at}`);
  }
  for (
    const text of ["", "rh_", FIRST.slice(0, -1), `${FIRST}0`, ` ${FIRST}`, `${FIRST}\n`, FIRST.slice(3)]
  ) {
    assert.equal(isApiKeyText(text), false, text);
  }
});

const FIRST = "rh_XLVUVTax06E1Lfn4VMzHs8zjQkMwDCsXPx0tSSMWrvK0jrQbg";
