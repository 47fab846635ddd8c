import assert from "node:assert/strict";
import { Buckets } from "./buckets.ts";

const SECOND = 1_000_000;

Deno.test("Buckets forget the one longest unused", () => {
  const buckets = new Buckets(2);
  const twice = (bucket: string) => buckets.advance(bucket, { interval: SECOND, burst: 2, now: 0 }).fullAt;
  assert.deepEqual(["one", "two", "one", "three"].map(twice), [SECOND, SECOND, 2 * SECOND, SECOND]);
  assert.equal(twice("two"), SECOND, "two was forgotten");
});

Deno.test("Buckets keep one that is refused, however many others come", () => {
  const buckets = new Buckets(2);
  const once = (bucket: string) => buckets.advance(bucket, { interval: SECOND, burst: 1, now: 0 }).ok;
  assert.equal(once("one"), true);
  for (let other = 0; other < 10; other++) {
    assert.equal(once(`other ${other}`), true);
    assert.equal(once("one"), false, "it was refused and not forgotten");
  }
});

Deno.test("Buckets take a step back of what they know alone", () => {
  const buckets = new Buckets(2);
  const step = { interval: SECOND, burst: 1, now: 0 };
  assert.equal(buckets.retreat("one", SECOND), undefined);
  assert.deepEqual([1, 2].map(() => buckets.advance("one", step).ok), [true, false]);
  assert.equal(buckets.retreat("one", SECOND), 0);
  assert.deepEqual([1, 2].map(() => buckets.advance("one", step).ok), [true, false]);
});
