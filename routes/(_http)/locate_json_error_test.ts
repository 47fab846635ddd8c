import assert from "node:assert/strict";
import { locateJsonError } from "./locate_json_error.ts";

const BROKEN: [text: string, position: number, message: RegExp][] = [
  ["", 0, /end/],
  ["[1, 2", 5, /./],
  ['{"a":', 5, /end/],
  ["no", 0, /"n"/],
  ["undefined", 0, /"u"/],
  ["x", 0, /"x"/],
  ["\u00a0{}", 0, /"\u00a0"/],
  ['{"a": x}', 6, /"x"/],
  ['{"a": }', 6, /"}"/],
  ['{"a": [1, ]}', 10, /"]"/],
  ['{"a": [, 1]}', 7, /","/],
  ["[[], {}, :]", 9, /":"/],
  ['{"a": "\\"x", "b": nul}', 18, /"n"/],
  ["{'a': 1}", 1, /property name/],
  ['{"a": 1,}', 8, /property name/],
  ['{"a" 1}', 5, /':'/],
  ["[1]]", 3, /after JSON/],
  ["[01]", 2, /number/],
  ['"a\n"', 2, /control character/],
  ['{"a": 😀}', 6, /"😀"/],
];

for (const [text, position, message] of BROKEN) {
  Deno.test(`${JSON.stringify(text)} goes wrong at ${position}`, () => {
    const found = locate(text);
    assert.equal(found.place?.position, position);
    assert.match(found.message, message);
  });
}

Deno.test("a place is told by line and column too", () => {
  const { place } = locate('{\n  "a": 1,\n  "b": oops\n}');
  assert.deepEqual(place, { position: 19, line: 3, column: 8 });
});

Deno.test("a place is found in 64 KiB, however deep or long, and not looked for in more", () => {
  for (
    const [opening, filling] of [["", "["], ['["', "x"], ['["', "\\n"]]
  ) {
    const closing = opening ? '", ' : "";
    const room = 65_536 - `${opening}${closing}x`.length;
    const filled = filling.repeat(room / filling.length);
    const text = `${opening}${filled}${closing}x`;
    assert.equal(locate(text).place?.position, text.length - 1);
    const longer = locate(`${opening}${filled}${filling}${closing}x`);
    assert.equal(longer.place, undefined);
    assert.ok(longer.message.length < 100);
  }
  assert.equal(locate(`[${"0,".repeat(40_000)}"a" 1]`).place, undefined, "not even where V8 names it");
});

function locate(text: string) {
  try {
    JSON.parse(text);
  } catch (error) {
    return locateJsonError(text, (error as Error).message);
  }
  throw new Error(`"${text}" is JSON`);
}
