import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { until } from "@/tests/support/queue.ts";
import { redisTest, startRedis } from "@/tests/support/redis.ts";
import { startUpstashFront } from "@/tests/support/upstash_front.ts";
import { advance, type Step } from "./bucket.ts";
import { openKvStore } from "./kv_store.ts";
import { openRedisStore } from "./redis_store.ts";
import type { Store } from "./store.ts";
import { UpstashStore } from "./upstash_store.ts";

/** Two clients of one store, as two processes have them; where one process is all there is, twice the same. */
type Pair = { one: Store; other: Store };
type Work = (pair: Pair) => Promise<void>;

const STORES: [name: string, test: typeof redisTest, on: (work: Work) => Promise<void>][] = [
  ["Deno KV", (name, fn) => Deno.test(name, fn), onKv],
  ["Redis", redisTest, onRedis],
  ["Upstash", redisTest, onUpstash],
];

const PROMISES: [string, Work][] = [
  ["gives back a text that either wrote", texts],
  ["allows exactly the burst of 1,000 at once", bursts],
  ["advances a bucket as TypeScript does, to the microsecond", steps],
  ["takes back exactly what was given back, at once too", retreats],
  ["brings each message to each subscriber, in order", messages],
  ["brings nothing after the end of a subscription", subscriptions],
];

const NOW = Date.UTC(2026, 10, 23) * 1_000;

for (const [store, test, on] of STORES) {
  for (const [promise, holds] of PROMISES) test(`${store} ${promise}`, () => on(holds));
}

async function texts({ one, other }: Pair) {
  const text = JSON.stringify({ name: "Zoë, 家", quote: '"\n' });
  await one.write("kept", text, 60_000);
  assert.equal(await other.read("kept"), text);
  await other.write("kept", "OK", 60_000);
  assert.equal(await one.read("kept"), "OK");
  assert.equal(await one.read("never written"), undefined);
}

async function bursts({ one, other }: Pair) {
  const step = { interval: 36e9, burst: 100, now: NOW };
  const asked = Array.from(
    { length: 1_000 },
    (_, number) => (number % 2 ? one : other).advance("burst", step),
  );
  const answers = await Promise.all(asked);
  assert.equal(answers.filter((it) => it.ok).length, 100);
  assert.ok(answers.every((it) => it.fullAt <= NOW + 100 * step.interval));
}

/** The same answers as the one in TypeScript, to the microsecond, also for a clock that goes back. */
async function steps({ one, other }: Pair) {
  let fullAt: number | undefined;
  let now = NOW;
  for (let number = 0; number < 300; number++) {
    now += number * 7_919 % 1_700_003 - 200_000;
    const step: Step = { interval: 333_333, burst: 3, now };
    const expected = advance(fullAt, step);
    assert.deepEqual(await (number % 2 ? one : other).advance("steps", step), expected);
    if (expected.ok) fullAt = expected.fullAt;
  }
}

async function retreats({ one, other }: Pair) {
  const step = { interval: 36e9, burst: 20, now: NOW };
  const allowed = async (times: number) => {
    const asked = Array.from({ length: times }, (_, n) => (n % 2 ? one : other).advance("back", step));
    return (await Promise.all(asked)).filter((it) => it.ok).length;
  };
  await one.retreat("back", step.interval);
  assert.equal(await allowed(30), 20, "one that was never used has nothing to give back");
  await Promise.all(
    Array.from({ length: 7 }, (_, n) => (n % 2 ? one : other).retreat("back", step.interval)),
  );
  assert.equal(await allowed(30), 7);
}

async function messages({ one, other }: Pair) {
  const heard: string[] = [];
  const stops = [
    await one.subscribe("news, of a kind", (text) => heard.push(`one ${text}`)),
    await other.subscribe("news, of a kind", (text) => heard.push(`other ${text}`)),
    await one.subscribe("other news", (text) => heard.push(text)),
  ];
  const texts = Array.from({ length: 20 }, (_, number) => `{"number":${number},"text":"Zoë, 家"}`);
  for (const text of texts) await one.publish("news, of a kind", text);
  await until(() => heard.length === 40);
  for (const name of ["one", "other"]) {
    assert.deepEqual(heard.filter((it) => it.startsWith(`${name} `)), texts.map((it) => `${name} ${it}`));
  }
  for (const stop of stops) stop();
}

async function subscriptions({ one, other }: Pair) {
  const heard: string[] = [];
  const stopFirst = await one.subscribe("ends", (text) => heard.push(`first ${text}`));
  const stopSecond = await one.subscribe("ends", (text) => heard.push(`second ${text}`));
  stopFirst();
  await other.publish("ends", "1");
  await until(() => heard.includes("second 1"));
  stopSecond();
  stopSecond();
  const stopThird = await one.subscribe("ends", (text) => heard.push(`third ${text}`));
  await other.publish("ends", "2");
  await until(() => heard.includes("third 2"));
  stopThird();
  assert.deepEqual(heard, ["second 1", "third 2"]);
}

redisTest("Upstash sends calls made together as one pipeline", async () => {
  await using redis = await startRedis();
  await using front = await startUpstashFront(redis.url);
  const store = new UpstashStore(front);
  const step = { interval: 1_000, burst: 100, now: NOW };
  await Promise.all(Array.from({ length: 100 }, () => store.advance("together", step)));
  assert.deepEqual([...front.asked], [["pipeline", 1]]);
  await store.close();
});

redisTest("Upstash listens again when the stream of a subscription ends", async () => {
  await using redis = await startRedis();
  await using front = await startUpstashFront(redis.url);
  const store = new UpstashStore(front);
  const heard: string[] = [];
  await store.subscribe("news", (text) => heard.push(text));
  front.endStreams();
  await until(async () => {
    await store.publish("news", "again");
    return heard.length > 0;
  });
  await store.close();
});

redisTest(
  "Redis forgets a bucket that gave back as soon as any other, and keeps none that was not there",
  async () => {
    await using redis = await startRedis();
    const store = await openRedisStore(redis.url);
    const client = new Redis(redis.url);
    await store.advance("back", { interval: 60e6, burst: 5, now: NOW });
    await store.retreat("back", 60e6);
    await store.retreat("never used", 60e6);
    assert.deepEqual(await client.keys("*"), ["rowhouse:buckets:back"]);
    const endsInMs = await client.pttl("rowhouse:buckets:back");
    assert.ok(endsInMs > 50_000 && endsInMs <= 60_000, `${endsInMs} ms`);
    client.disconnect();
    await store.close();
  },
);

redisTest("Redis forgets a text and a bucket when they have ended", async () => {
  await using redis = await startRedis();
  const store = await openRedisStore(redis.url);
  const step = { interval: 20_000, burst: 1, now: NOW };
  await store.write("short", "text", 20);
  assert.deepEqual([(await store.advance("short", step)).ok, (await store.advance("short", step)).ok], [
    true,
    false,
  ]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.equal(await store.read("short"), undefined);
  assert.equal((await store.advance("short", step)).ok, true);
  await store.close();
});

async function onKv(work: Work) {
  const dataDir = Deno.makeTempDirSync();
  const store = await openKvStore(dataDir);
  await work({ one: store, other: store });
  await store.close();
  Deno.removeSync(dataDir, { recursive: true });
}

async function onRedis(work: Work) {
  await using redis = await startRedis();
  const [one, other] = [await openRedisStore(redis.url), await openRedisStore(redis.url)];
  await work({ one, other });
  await one.close();
  await other.close();
}

async function onUpstash(work: Work) {
  await using redis = await startRedis();
  await using front = await startUpstashFront(redis.url);
  const [one, other] = [new UpstashStore(front), new UpstashStore(front)];
  await work({ one, other });
  await one.close();
  await other.close();
}
