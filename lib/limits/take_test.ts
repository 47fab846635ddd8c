import assert from "node:assert/strict";
import { redisTest } from "@/tests/support/redis.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import type { Limit } from "./gcra.ts";
import { giveBack, take } from "./take.ts";
import { takeShared } from "./take_shared.ts";

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
  await giveBack(twice, "four");
  assert.equal((await take(twice, "four", now)).ok, true);
  assert.equal((await take(twice, "four", now)).ok, false);
});

Deno.test("take() takes a subject of any length", async () => {
  assert.equal((await take(limit, "x".repeat(100_000), now)).ok, true);
});

redisTest("take() allows exactly the burst of 1,000 concurrent calls on Redis", async () => {
  await onRedisState(async () => {
    const verdicts = await Promise.all(Array.from({ length: 1_000 }, () => take(limit, "one", now)));
    assert.equal(verdicts.filter((it) => it.ok).length, 100);
  });
});

redisTest("take() goes on in this process while the shared state is away; takeShared() says so", async () => {
  await onRedisState(async (redis) => {
    await redis.kill();
    await logged(async () => {
      const verdicts = await Promise.all(Array.from({ length: 300 }, () => take(limit, "away", now)));
      assert.equal(verdicts.filter((it) => it.ok).length, 100);
      assert.deepEqual(await takeShared(limit, "away", now), { ok: false, reason: "state_away" });
    });
  });
});

redisTest("giveBack() makes room for one more on Redis, and in this process while it is away", async () => {
  const twice = { ...limit, name: "given back", burst: 2 };
  const room = async () => {
    let allowed = 0;
    while ((await take(twice, "five", now)).ok) allowed++;
    return allowed;
  };
  await onRedisState(async (redis) => {
    assert.equal(await room(), 2);
    await giveBack(twice, "five");
    assert.equal(await room(), 1);
    await redis.kill();
    await logged(async () => {
      assert.equal(await room(), 2);
      await giveBack(twice, "five");
      assert.equal(await room(), 1);
    });
  });
});
