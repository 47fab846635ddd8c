import assert from "node:assert/strict";
import { seal } from "./seal.ts";
import { openJson, sealJson } from "./sealed_json.ts";

Deno.test("openJson() opens what was sealed for the purpose, and nothing that anybody made up", () => {
  const value = { userId: "u", codes: [1, 2] };
  const sealed = sealJson(value, "test");
  assert.ok(!sealed.includes("userId"));
  assert.deepEqual(openJson(sealed, "test"), value);
  for (
    const [text, purpose] of [[sealed, "another"], ["made up", "test"], ["", "test"], [`${sealed}x`, "test"]]
  ) {
    assert.equal(openJson(text, purpose), undefined, text);
  }
});

Deno.test("openJson() throws on what we sealed ourselves and is no JSON", () => {
  assert.throws(() => openJson(seal("no json", "test"), "test"), SyntaxError);
});
