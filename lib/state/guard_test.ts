import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { until } from "@/tests/support/queue.ts";
import { redisTest, startRedis, type TestRedis } from "@/tests/support/redis.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import { startUpstashFront } from "@/tests/support/upstash_front.ts";
import { Guard } from "./guard.ts";
import { state } from "./state.ts";
import { UpstashStore } from "./upstash_store.ts";

const AWAY = { ok: false, reason: "state_away" };
const inAMinute = () => new Date(Date.now() + 60_000);

const OUTAGES: [what: string, begin: (redis: TestRedis) => unknown, end: (redis: TestRedis) => unknown][] = [
  ["was killed", (redis) => redis.kill(), (redis) => redis.start()],
  ["hangs", (redis) => redis.hang(), (redis) => redis.goOn()],
  ["is full", (redis) => configure(redis, "1kb"), (redis) => configure(redis, "0")],
];

for (const [what, begin, end] of OUTAGES) {
  redisTest(`a Redis that ${what} is away soon and for all, and back by itself, in two lines`, async () => {
    await onRedisState(async (redis) => {
      const lines = await logged(async () => {
        await begin(redis);
        const waited = await Promise.all(Array.from({ length: 20 }, () => timed(write)));
        assert.ok(Math.max(...waited) < 1_000, `waited ${Math.max(...waited)} ms`);
        const later = await timed(async () => assert.deepEqual(await state.get("owed"), AWAY));
        assert.ok(later < 50, `waited ${later} ms although it was known to be away`);
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        assert.deepEqual(await state.get("owed"), AWAY);
        await end(redis);
        await until(async () => (await state.get("owed")).ok);
      });
      assert.deepEqual(lines.map(({ level, event }) => `${level} ${event}`), [
        "warn The shared state is away: sign-in is paused, limits are counted in each process",
        "info The shared state is back",
      ]);
    });
  });

  redisTest(`a Redis that ${what} is given afterwards what was set meanwhile`, async () => {
    await onRedisState(async (redis) => {
      await begin(redis);
      await logged(async () => {
        await write();
        await end(redis);
        await until(async () => (await state.get("owed")).ok);
      });
      await until(async () => {
        const owed = await state.get("owed");
        return owed.ok && owed.value === "paid";
      });
    });
  });
}

redisTest("an Upstash that answers with errors, or not at all, is away soon and back by itself", async () => {
  await using redis = await startRedis();
  await using front = await startUpstashFront(redis.url);
  const guard = new Guard(new UpstashStore(front));
  const ask = () => guard.ask((store) => store.read("any"));
  const lines = await logged(async () => {
    for (const [begin, end] of [[redis.kill, redis.start], [redis.hang, redis.goOn]]) {
      await begin();
      const waited = await timed(async () => assert.deepEqual(await ask(), AWAY));
      assert.ok(waited < 2_000, `waited ${waited} ms`);
      await end();
      await until(async () => (await ask()).ok);
    }
  });
  assert.deepEqual(lines.map((it) => it.level), ["warn", "info", "warn", "info"]);
  await guard.close();
});

redisTest("a Redis that was restarted while nobody asked is known to have lost", async () => {
  await onRedisState(async (redis) => {
    const before = await state.lastLossAt();
    await redis.kill();
    await redis.start();
    await until(async () => await state.lastLossAt() > before);
  });
});

redisTest("a subscription outlives an outage, also one made in it", async () => {
  await onRedisState(async (redis) => {
    const heard: string[] = [];
    await logged(async () => {
      const stops = [await state.subscribe("news", (text: string) => heard.push(`before ${text}`))];
      await redis.kill();
      await state.publish("news", "lost");
      stops.push(await state.subscribe("news", (text: string) => heard.push(`meanwhile ${text}`)));
      await redis.start();
      await until(async () => {
        await state.publish("news", "again");
        return heard.includes("before again") && heard.includes("meanwhile again");
      });
      for (const stop of stops) stop();
    });
    assert.ok(heard.every((it) => !it.includes("lost")));
  });
});

function write() {
  return state.set("owed", "paid", inAMinute());
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function configure({ url }: TestRedis, maxMemory: string) {
  const redis = new Redis(url);
  await redis.config("SET", "maxmemory", maxMemory);
  redis.disconnect();
}
