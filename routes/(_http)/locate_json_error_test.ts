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
    assert.equal(found.position, position);
    assert.match(found.message, message);
  });
}

Deno.test("a place is told by line and column too", () => {
  const { position, line, column } = locate('{\n  "a": 1,\n  "b": oops\n}');
  assert.deepEqual({ position, line, column }, { position: 19, line: 3, column: 8 });
});

Deno.test("a place is found in 5 MiB, however deep or long", () => {
  const size = 5 * 1024 * 1024;
  assert.equal(locate(`${"[".repeat(size)}x`).position, size);
  assert.equal(locate(`["${"x".repeat(size)}", oops]`).position, size + 5);
  assert.equal(locate(`["${"\\n".repeat(size / 2)}", oops]`).position, size + 5);
});

function locate(text: string) {
  try {
    JSON.parse(text);
  } catch (error) {
    return locateJsonError(text, (error as Error).message);
  }
  throw new Error(`"${text}" is JSON`);
}
