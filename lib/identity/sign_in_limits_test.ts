import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { redisTest } from "@/tests/support/redis.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import { giveBackSignIn, refuseTooManySignIns } from "./sign_in_limits.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

Deno.test("refuseTooManySignIns() lets ten tries through for one person from one place, then one in 30 s", async () => {
  const tried = newTry();
  for (let n = 0; n < 10; n++) assert.equal(await refuseTooManySignIns({ ...tried, now }), undefined);
  const refusal = { ok: false, reason: "too_many", retryAfterSeconds: 30 };
  assert.deepEqual(await refuseTooManySignIns({ ...tried, now }), refusal);
  assert.deepEqual(await refuseTooManySignIns({ ...tried, email: tried.email.toUpperCase(), now }), refusal);
  assert.equal(await refuseTooManySignIns({ ...tried, now: later(30) }), undefined);
  assert.notEqual(await refuseTooManySignIns({ ...tried, now: later(30) }), undefined);
});

Deno.test("refuseTooManySignIns() locks nobody out of another place or another tenant", async () => {
  const tried = newTry();
  for (let n = 0; n < 11; n++) await refuseTooManySignIns({ ...tried, now });
  assert.equal(await refuseTooManySignIns({ ...tried, visitor: { ip: randomUUID() }, now }), undefined);
  assert.equal(await refuseTooManySignIns({ ...tried, where: randomUUID(), now }), undefined);
});

Deno.test("refuseTooManySignIns() stops a place that tries many people", async () => {
  const visitor = { ip: randomUUID() };
  const tries = [];
  for (let n = 0; n < 61; n++) tries.push(await refuseTooManySignIns({ ...newTry(), visitor, now }));
  assert.deepEqual(tries.filter((it) => it), [{ ok: false, reason: "too_many", retryAfterSeconds: 1 }]);
});

redisTest("refuseTooManySignIns() lets nobody try while the shared state is away", async () => {
  await onRedisState(async (redis) => {
    assert.equal(await refuseTooManySignIns({ ...newTry(), now }), undefined);
    await redis.kill();
    await logged(async () => {
      assert.deepEqual(await refuseTooManySignIns({ ...newTry(), now }), { ok: false, reason: "paused" });
    });
  });
});

Deno.test("refuseTooManySignIns() counts nothing against people that a refused place makes up", async () => {
  const [visitor, tried] = [{ ip: randomUUID() }, newTry()];
  for (let n = 0; n < 60; n++) await refuseTooManySignIns({ ...newTry(), visitor, now });
  for (let n = 0; n < 20; n++) await refuseTooManySignIns({ ...tried, visitor, now });
  const passed = [];
  for (let n = 0; n < 11; n++) {
    passed.push(!await refuseTooManySignIns({ ...tried, visitor, now: later(10) }));
  }
  assert.equal(passed.filter((it) => it).length, 10);
});

Deno.test("giveBackSignIn() takes back one try of the person, and none of the place", async () => {
  const tried = newTry();
  for (let n = 0; n < 10; n++) await refuseTooManySignIns({ ...tried, now });
  await giveBackSignIn({ ...tried, now });
  assert.equal(await refuseTooManySignIns({ ...tried, now }), undefined);
  assert.notEqual(await refuseTooManySignIns({ ...tried, now }), undefined);
});

function newTry() {
  return { where: randomUUID(), email: `ada@${randomUUID()}.test`, visitor: { ip: randomUUID() } };
}
