import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { redisTest } from "@/tests/support/redis.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import type { Felt } from "./pressure.ts";
import {
  type Counted,
  countTry,
  countWrongBefore,
  noteRight,
  noteWrong,
  type Try,
  type Weighed,
  weighTry,
} from "./weigh_try.ts";

const NOW = new Date();

Deno.test("countTry() lets ten tries through for one person from one place, then one in 30 s", async () => {
  const tried = newTry();
  for (let n = 0; n < 10; n++) assert.ok((await countTry(tried)).ok);
  const refusal = { ok: false, reason: "too_many", retryAfterSeconds: 30 };
  assert.deepEqual(await countTry(tried), refusal);
  assert.deepEqual(await countTry({ ...tried, email: tried.email.toUpperCase() }), refusal);
  assert.ok((await countTry({ ...tried, now: later(30) })).ok);
  assert.ok(!(await countTry({ ...tried, now: later(30) })).ok);
});

Deno.test("countTry() answers later from the fourth try on, at most four seconds", async () => {
  const tried = newTry();
  const delays = [];
  for (let n = 0; n < 10; n++) delays.push(passed(await countTry(tried)).delayMs);
  assert.deepEqual(delays, [0, 0, 0, 250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
});

Deno.test("countTry() lets a person be tried fifty times a day from one place", async () => {
  const tried = newTry();
  let allowed = 0;
  for (let n = 0; n < 60; n++) {
    if ((await countTry({ ...tried, now: later(n * 60) })).ok) allowed++;
  }
  assert.equal(allowed, 52); // two have come back within the hour
});

Deno.test("countTry() locks nobody out of another place or another tenant", async () => {
  const tried = newTry();
  for (let n = 0; n < 11; n++) await countTry(tried);
  assert.ok((await countTry({ ...tried, visitor: { ip: randomUUID() } })).ok);
  assert.ok((await countTry({ ...tried, where: randomUUID() })).ok);
});

Deno.test("countTry() stops a place that tries many people, and counts nothing against those it makes up then", async () => {
  const visitor = { ip: randomUUID() };
  const tries = [];
  for (let n = 0; n < 61; n++) tries.push(await countTry(newTry({ visitor })));
  assert.deepEqual(tries.filter((it) => !it.ok), [{ ok: false, reason: "too_many", retryAfterSeconds: 1 }]);
  const tried = newTry({ visitor });
  for (let n = 0; n < 20; n++) await countTry(tried);
  const later10 = [];
  for (let n = 0; n < 11; n++) later10.push((await countTry({ ...tried, now: later(10) })).ok);
  assert.equal(later10.filter((it) => it).length, 10);
});

Deno.test("noteRight() takes back the try of the person, and none of the place", async () => {
  const tried = newTry();
  for (let n = 0; n < 10; n++) await countTry(tried);
  await noteRight(tried);
  assert.ok((await countTry(tried)).ok);
  assert.ok(!(await countTry(tried)).ok);
});

Deno.test("a person who is guessed at from many places has to show more on a device that is not known", async () => {
  const tried = newTry();
  assert.deepEqual(await guessFromEverywhere(tried, 21), [{ subject: "person", then: "step_up" }]);
  assert.equal(passed(await weighTry(elsewhere(tried))).asksForMore, true);
  assert.equal(passed(await weighTry({ ...newTry(), where: tried.where })).asksForMore, false);
});

Deno.test("a hundred wrong passwords a day make a stranger's password worthless, and lock the person out nowhere", async () => {
  const tried = newTry();
  const felt: Felt[] = [];
  for (let hour = 0; hour < 8; hour++) {
    felt.push(...await guessFromEverywhere({ ...tried, now: later(hour * 3_600) }, 20));
  }
  assert.ok(felt.some((it) => it.then === "mail_first"));
  const stranger = { ...elsewhere(tried), now: later(8 * 3_600) };
  assert.deepEqual(await weighTry(stranger), { ok: false, reason: "mail_first" });
  assert.ok((await weighTry({ ...stranger, now: later(8 * 3_600 + 86_401) })).ok);
});

Deno.test("a place that fails with twenty people in ten minutes is told from one where somebody mistypes", async () => {
  const visitor = { ip: randomUUID() };
  const mistyping = newTry({ visitor });
  for (let n = 0; n < 9; n++) await fail({ ...mistyping, now: later(n) });
  assert.equal(passed(await weighTry(newTry({ visitor, now: later(9) }))).isSpraying, false);
  const felt = [];
  for (let n = 0; n < 21; n++) felt.push(...await fail(newTry({ visitor, now: later(10 + n) })));
  assert.deepEqual(felt, [{ subject: "place", then: "step_up" }]);
  const weighed = passed(await weighTry(newTry({ visitor, now: later(40) })));
  assert.equal(weighed.isSpraying, true);
  assert.equal(weighed.asksForMore, true);
});

Deno.test("a place that fails with a hundred people in a day is let near nobody's password but on their own devices", async () => {
  const visitor = { ip: randomUUID() };
  const felt = [];
  for (let n = 0; n < 130; n++) felt.push(...await fail(newTry({ visitor, now: later(n * 2) })));
  assert.ok(felt.some((it) => it.then === "block"));
  assert.deepEqual(await weighTry(newTry({ visitor, now: later(300) })), {
    ok: false,
    reason: "too_many",
    retryAfterSeconds: 3_600,
  });
});

Deno.test("a house that is tried from everywhere asks strangers for more, and tells it once", async () => {
  const where = randomUUID();
  const felt = [];
  for (let n = 0; n < 230; n++) felt.push(...await fail(newTry({ where })));
  assert.deepEqual(felt, [{ subject: "house", then: "step_up" }]);
  assert.equal(passed(await weighTry(newTry({ where }))).asksForMore, true);
  assert.equal(passed(await weighTry(newTry())).asksForMore, false);
  assert.equal(passed(await weighTry(newTry({ where, now: later(3_600) }))).asksForMore, false);
});

Deno.test("countWrongBefore() knows about how many wrong answers a person had, and counts none by asking", async () => {
  const tried = newTry();
  assert.equal(await countWrongBefore(tried), 0);
  await guessFromEverywhere(tried, 7);
  for (let time = 0; time < 3; time++) assert.equal(await countWrongBefore(tried), 7);
  await guessFromEverywhere(tried, 20);
  assert.equal(await countWrongBefore(tried), 20);
});

redisTest("countTry() lets nobody try while the shared state is away", async () => {
  await onRedisState(async (redis) => {
    assert.ok((await countTry(newTry())).ok);
    await redis.kill();
    await logged(async () => {
      assert.deepEqual(await countTry(newTry()), { ok: false, reason: "paused" });
    });
  });
});

function newTry(given: Partial<Try> = {}): Try {
  const email = `ada@${randomUUID()}.test`;
  return {
    where: randomUUID(),
    email,
    visitor: { ip: randomUUID() },
    now: NOW,
    ...given,
  };
}

function elsewhere(tried: Try): Try {
  return { ...tried, visitor: { ip: randomUUID() } };
}

async function guessFromEverywhere(tried: Try, times: number): Promise<Felt[]> {
  const felt = [];
  for (let n = 0; n < times; n++) felt.push(...await fail(elsewhere(tried)));
  return felt;
}

async function fail(tried: Try): Promise<Felt[]> {
  const weighed = await countTry(tried);
  return weighed.ok ? await noteWrong(tried, weighed) : [];
}

function passed<T extends Counted | Weighed>(weighed: T) {
  assert.ok(weighed.ok, JSON.stringify(weighed));
  return weighed as Extract<T, { ok: true }>;
}

function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1_000);
}
