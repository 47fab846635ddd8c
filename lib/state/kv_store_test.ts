import assert from "node:assert/strict";
import { KvStore, openKvStore } from "./kv_store.ts";

const burst = { interval: 1_000_000, burst: 2_000, now: Date.now() * 1_000 };

Deno.test("a KV store has the buckets that an earlier process left, however many", async () => {
  const dataDir = Deno.makeTempDirSync();
  const names = Array.from({ length: 1_200 }, (_, number) => `subject ${number}`);
  const before = await openKvStore(dataDir);
  for (const name of names) await before.advance(name, burst);
  await before.close();
  const after = await openKvStore(dataDir);
  for (const name of names) {
    assert.equal((await after.advance(name, burst)).fullAt, burst.now + 2 * burst.interval);
  }
  await after.close();
  Deno.removeSync(dataDir, { recursive: true });
});

Deno.test("a KV store has the texts that an earlier process left", async () => {
  const dataDir = Deno.makeTempDirSync();
  const before = await openKvStore(dataDir);
  await before.write("kept", "text", 60_000);
  await before.close();
  const after = await openKvStore(dataDir);
  assert.equal(await after.read("kept"), "text");
  await after.close();
  Deno.removeSync(dataDir, { recursive: true });
});

Deno.test("a KV store forgets the texts that have ended, at the next that it keeps", async () => {
  const store = new KvStore(await Deno.openKv(":memory:"), { [Symbol.dispose]() {} });
  await store.write("short", "text", 1);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await store.write("other", "text", 60_000);
  assert.equal(await store.read("short"), undefined);
  assert.equal(await store.read("other"), "text");
  await store.close();
});

Deno.test("a KV store saves its buckets by itself, for the next process after a crash", async () => {
  const kv = await Deno.openKv(":memory:");
  const store = new KvStore(kv, { [Symbol.dispose]() {} });
  await store.advance("one", burst);
  while ((await kv.get(["buckets", "one"])).value === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await store.close();
});
