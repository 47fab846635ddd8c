import assert from "node:assert/strict";
import { InexactNumberError, parseJson } from "./parse_json.ts";

Deno.test("parseJson() reads what JSON.parse() reads", () => {
  for (
    const text of [
      '{"a":[1,-2.5,1e3,null,"x"]}',
      "9007199254740991",
      "0.1234567890123456789",
      '"12345678901234567890"',
    ]
  ) {
    assert.deepEqual(parseJson(text), JSON.parse(text), text);
  }
});

Deno.test("parseJson() refuses a whole number that would become another, wherever it stands", () => {
  for (
    const number of ["9007199254740993", "-9007199254740993", "123456789012345678901"]
  ) {
    for (const text of [number, `{"deep":[{"n":${number}}]}`]) {
      assert.throws(
        () => parseJson(text),
        (error) => error instanceof InexactNumberError && error.message.includes(number),
        text,
      );
    }
  }
});

Deno.test("parseJson() keeps whole numbers beyond the safe ones where a double holds them", () => {
  assert.equal(parseJson("9007199254740992"), 2 ** 53);
  assert.equal(parseJson("100000000000000000000"), 1e20);
});

Deno.test("parseJson() throws as JSON.parse() does on what is not JSON", () => {
  assert.throws(() => parseJson('{"n": 12345678901234567890'), SyntaxError);
});

Deno.test("parseJson() refuses what is nested too deep to be read number by number", () => {
  const text = `{"n": 1234567890123456, "deep": ${"[".repeat(400_000)}${"]".repeat(400_000)}}`;
  assert.throws(() => parseJson(text), { name: "SyntaxError", message: "Nested too deep" });
});
