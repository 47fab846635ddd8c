import assert from "node:assert/strict";
import { type Cell, csv } from "./csv.ts";

Deno.test("csv() puts the names of the columns first, also where no row follows", async () => {
  assert.equal(await textOf([[["a", 1]], [["b", 2]]]), '"id","n"\r\n"a",1\r\n"b",2\r\n');
  assert.equal(await textOf([]), '"id","n"\r\n');
});

const fields: [cell: Cell, field: string][] = [
  [null, ""],
  [-1.5, "-1.5"],
  ["", '""'],
  ['say "hi", twice\r\n', '"say ""hi"", twice\r\n"'],
  ["=1+1", '"\'=1+1"'],
  ["+1", '"\'+1"'],
  ["-1", '"\'-1"'],
  ["@SUM(A1)", '"\'@SUM(A1)"'],
  ["\t=1", '"\'\t=1"'],
  ["\r=1", '"\'\r=1"'],
  ["a=1", '"a=1"'],
];
for (const [cell, field] of fields) {
  Deno.test(`csv() writes ${JSON.stringify(cell)} as ${JSON.stringify(field)}`, async () => {
    assert.equal(await textOf([[[cell, 0]]]), `"id","n"\r\n${field},0\r\n`);
  });
}

async function textOf(parts: Cell[][][]): Promise<string> {
  return (await Array.fromAsync(csv(["id", "n"], ReadableStream.from(parts)))).join("");
}
