import assert from "node:assert/strict";
import { oneLine } from "./one_line.ts";

const Name = oneLine({ longest: 80, missing: "Enter a name" });

for (const name of ["Müller & Söhne", "שלום", "مخبز \u200fAda", "👩‍🍳 Bakery"]) {
  Deno.test(`oneLine() takes "${name}"`, () => assert.equal(Name.parse(name), name));
}

Deno.test("oneLine() refuses control characters", () => {
  for (const bad of ["\0", "\n", "\x1b", "\u0085"]) assert.equal(Name.safeParse(`A${bad}b`).success, false);
});

Deno.test("oneLine() refuses what turns the text around it", () => {
  for (const code of [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]) {
    const { error } = Name.safeParse(`Ada${String.fromCharCode(code)}moc.live`);
    assert.equal(error?.issues[0].message, "Use one line of plain text", code.toString(16));
  }
});
