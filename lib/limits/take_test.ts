import assert from "node:assert/strict";
import type { Limit } from "./gcra.ts";
import { giveBack, saveLimits, take } from "./take.ts";

const now = new Date();
const limit: Limit = { name: "test", rate: 10, periodSeconds: 60, burst: 100 };

Deno.test("take() allows exactly the burst of 1,000 concurrent calls", async () => {
  const verdicts = await Promise.all(Array.from({ length: 1_000 }, () => take(limit, "one", now)));
  assert.equal(verdicts.filter((it) => it.ok).length, 100);
  assert.deepEqual(verdicts.at(-1), {
    ok: false,
    limit: 100,
    remaining: 0,
    retryAfterSeconds: 6,
    resetSeconds: 600,
  });
});

Deno.test("take() counts each subject and each limit apart", async () => {
  const single = { ...limit, name: "single", burst: 1 };
  assert.equal((await take(single, "two", now)).ok, true);
  assert.equal((await take(single, "two", now)).ok, false);
  assert.equal((await take(single, "three", now)).ok, true);
  assert.equal((await take({ ...single, name: "other" }, "two", now)).ok, true);
});

Deno.test("giveBack() makes room for exactly one more", async () => {
  const twice = { ...limit, name: "given back", burst: 2 };
  for (let n = 0; n < 2; n++) assert.equal((await take(twice, "four", now)).ok, true);
  giveBack(twice, "four");
  assert.equal((await take(twice, "four", now)).ok, true);
  assert.equal((await take(twice, "four", now)).ok, false);
});

Deno.test("take() takes a subject of any length", async () => {
  assert.equal((await take(limit, "x".repeat(100_000), now)).ok, true);
  await saveLimits();
});
