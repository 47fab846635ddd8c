import assert from "node:assert/strict";
import { isKeyText, newKeyText } from "./key_text.ts";

Deno.test("newKeyText() makes keys that scanners find, and isKeyText() tells what they are for", () => {
  for (const [prefix, other] of [["rh", "rs"], ["rs", "rh"]] as const) {
    const key = newKeyText(prefix);
    assert.match(key, new RegExp(`^${prefix}_[0-9A-Za-z]{49}$`));
    assert.equal(isKeyText(prefix, key), true);
    assert.equal(isKeyText(other, key), false);
    assert.equal(isKeyText(other, other + key.slice(2)), false, "the checksum covers the prefix");
  }
});

Deno.test("isKeyText() refuses what was mistyped, cut or lengthened", () => {
  const key = newKeyText("rs");
  const other = key.at(-10) === "a" ? "b" : "a";
  for (
    const text of [
      key.slice(0, -10) + other + key.slice(-9),
      key.slice(0, -1),
      `${key}x`,
      ` ${key}`,
      "rs_",
      "",
    ]
  ) {
    assert.equal(isKeyText("rs", text), false, text);
  }
});
