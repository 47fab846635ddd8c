import assert from "node:assert/strict";
import { passkeyName } from "./passkey_name.ts";

Deno.test("passkeyName() is what was typed, where that is a name", () => {
  assert.equal(passkeyName("  My laptop "), "My laptop");
  for (const typed of [undefined, "", "  ", "x".repeat(81), "two\nlines", "\u202eevil"]) {
    assert.equal(passkeyName(typed), "Passkey");
  }
});
