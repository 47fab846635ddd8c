import assert from "node:assert/strict";
import { Counters } from "./counters.ts";

const inAnHour = (Date.now() + 3_600_000) * 1_000;

Deno.test("Counters give back what an earlier process saved", async () => {
  const kv = await Deno.openKv(":memory:");
  const open = () => Promise.resolve(kv);
  const before = new Counters({ open, capacity: 5_000 });
  await before.ready();
  for (let number = 0; number < 1_200; number++) before.set(`subject ${number}`, inAnHour + number);
  await before.save();
  const after = new Counters({ open, capacity: 5_000 });
  await after.ready();
  assert.equal(after.size, 1_200);
  assert.equal(after.get("subject 1199"), inAnHour + 1_199);
  kv.close();
});

Deno.test("Counters save by themselves", async () => {
  const kv = await Deno.openKv(":memory:");
  const counters = new Counters({ open: () => Promise.resolve(kv), capacity: 10 });
  counters.set("one", inAnHour);
  while ((await kv.get(["limits", "one"])).value === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  kv.close();
});

Deno.test("Counters forget the subject longest unused", () => {
  const counters = new Counters({ open: () => Promise.reject(new Error("not asked")), capacity: 2 });
  counters.set("one", 1);
  counters.set("two", 2);
  counters.set("one", 3);
  counters.set("three", 4);
  assert.equal(counters.size, 2);
  assert.deepEqual(["one", "two", "three"].map((it) => counters.get(it)), [3, undefined, 4]);
});

Deno.test("Counters keep a subject that is asked for, as one that is refused is", () => {
  const counters = new Counters({ open: () => Promise.reject(new Error("not asked")), capacity: 2 });
  counters.set("one", 1);
  counters.set("two", 2);
  counters.get("one");
  counters.set("three", 3);
  assert.deepEqual(["one", "two", "three"].map((it) => counters.get(it)), [1, undefined, 3]);
});

Deno.test("Counters count on without their store, and say so", async () => {
  const said = await logged(async () => {
    const counters = new Counters({ open: () => Promise.reject(new Error("no disk")), capacity: 10 });
    await counters.ready();
    counters.set("one", inAnHour);
    await counters.save();
    assert.equal(counters.get("one"), inAnHour);
  });
  assert.deepEqual(said.map((it) => [it.what, it.error.message]), [["load", "no disk"], ["save", "no disk"]]);
});

async function logged(work: () => Promise<void>) {
  const lines: string[] = [];
  const original = console.log;
  console.log = (line: string) => void lines.push(line);
  try {
    await work();
  } finally {
    console.log = original;
  }
  return lines.map((it) => JSON.parse(it));
}
