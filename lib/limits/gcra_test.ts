import assert from "node:assert/strict";
import { advance } from "@/lib/state/bucket.ts";
import { type Limit, stepOf, verdictOf } from "./gcra.ts";

const START = Date.UTC(2026, 0, 1);

/** One bucket that remembers, asked at times in seconds from the start. */
function bucket(limit: Limit) {
  let fullAt: number | undefined;
  return (seconds: number) => {
    const step = { ...stepOf(limit, new Date(START)), now: START * 1_000 + Math.round(seconds * 1e6) };
    const advanced = advance(fullAt, step);
    fullAt = advanced.fullAt;
    return verdictOf(advanced, step);
  };
}

/** Limits with odd intervals, and a seed for each, so that a failure can be repeated. */
const LIMITS: Limit[] = [1, 2, 3, 5, 8, 13, 21, 34].map((seed) => ({
  name: `seed ${seed}`,
  rate: seed * 7 % 90 + 1,
  periodSeconds: [1, 7, 60, 3_600][seed % 4],
  burst: seed * 31 % 400 + 1,
}));

for (const limit of LIMITS) {
  Deno.test(`GCRA allows exactly the burst of 1,000 at once: ${describe(limit)}`, () => {
    const ask = bucket(limit);
    const verdicts = Array.from({ length: 1_000 }, () => ask(0));
    assert.equal(verdicts.filter((it) => it.ok).length, limit.burst);
    assert.deepEqual(verdicts.slice(0, limit.burst).map((it) => it.remaining), countdown(limit.burst));
  });

  Deno.test(`GCRA never allows more than the burst and the refill, at any times: ${describe(limit)}`, () => {
    const ask = bucket(limit);
    const random = generator(limit.burst);
    const interval = limit.periodSeconds / limit.rate;
    let [time, allowed] = [0, 0];
    for (let asked = 1; asked <= 3_000; asked++) {
      time += random() * interval / 2;
      if (ask(time).ok) allowed++;
      assert.ok(allowed <= limit.burst + time / interval + 0.01);
    }
    // And no fewer: half of the questions are more than enough to use up the refill.
    assert.ok(allowed >= Math.floor(time / interval), `${allowed} of ${time / interval}`);
  });

  Deno.test(`GCRA allows the next one after retryAfterSeconds: ${describe(limit)}`, () => {
    const ask = bucket(limit);
    for (let number = 0; number < limit.burst; number++) ask(0);
    const refused = ask(0);
    assert.equal(refused.ok, false);
    assert.ok(refused.retryAfterSeconds >= 1);
    assert.equal(ask(refused.retryAfterSeconds).ok, true);
  });

  Deno.test(`GCRA has the whole burst again after resetSeconds: ${describe(limit)}`, () => {
    const ask = bucket(limit);
    for (let number = 0; number < limit.burst; number++) ask(0);
    assert.equal(ask(ask(0).resetSeconds).remaining, limit.burst - 1);
  });
}

Deno.test("GCRA refills at the rate", () => {
  const ask = bucket({ name: "ten a second", rate: 10, periodSeconds: 1, burst: 5 });
  for (let number = 0; number < 5; number++) ask(0);
  assert.equal(ask(0.0999).ok, false);
  assert.equal(ask(0.1).ok, true);
  assert.equal(ask(0.1).ok, false);
  assert.deepEqual([ask(0.3).ok, ask(0.3).ok, ask(0.3).ok], [true, true, false]);
});

Deno.test("GCRA gives nothing for a clock that goes back", () => {
  const ask = bucket({ name: "one a minute", rate: 1, periodSeconds: 60, burst: 1 });
  assert.equal(ask(0).ok, true);
  assert.equal(ask(-3_600).ok, false);
});

function describe({ rate, periodSeconds, burst }: Limit): string {
  return `${rate} in ${periodSeconds} s, burst ${burst}`;
}

function countdown(from: number): number[] {
  return Array.from({ length: from }, (_, index) => from - 1 - index);
}

/** A linear congruential generator: the same numbers each run. */
function generator(seed: number): () => number {
  let last = seed;
  return () => (last = (last * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}
