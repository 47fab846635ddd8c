import assert from "node:assert/strict";
import { fileAnswer } from "./file_answer.ts";

const file = { name: "x.txt", type: "text/plain" };

Deno.test("fileAnswer() sends all parts as one file to keep", async () => {
  const res = await fileAnswer(partsOf(["a", "é", ""]), file);
  assert.equal(res.headers.get("content-disposition"), 'attachment; filename="x.txt"');
  assert.equal(await res.text(), "aé");
  assert.equal(await (await fileAnswer(partsOf([]), file)).text(), "");
});

Deno.test("fileAnswer() gives no answer where the first part cannot be read", async () => {
  await assert.rejects(fileAnswer(partsOf([], "the database is away"), file), /the database is away/);
});

Deno.test("fileAnswer() breaks the file off where a later part cannot be read", async () => {
  const res = await fileAnswer(partsOf(["a"], "the database is away"), file);
  await assert.rejects(res.text());
});

Deno.test("fileAnswer() reads no further when nobody takes the file", async () => {
  let hasEnded = false;
  async function* endless() {
    try {
      while (true) yield await Promise.resolve("a");
    } finally {
      hasEnded = true;
    }
  }
  const res = await fileAnswer(endless(), file);
  const reader = res.body!.getReader();
  await reader.read();
  await reader.cancel();
  assert.equal(hasEnded, true);
});

async function* partsOf(parts: string[], error?: string) {
  for (const part of parts) yield await Promise.resolve(part);
  if (error) throw new Error(error);
}
