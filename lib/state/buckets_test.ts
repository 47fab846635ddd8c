import assert from "node:assert/strict";
import { Buckets } from "./buckets.ts";

Deno.test("Buckets forget the one longest unused", () => {
  const buckets = new Buckets(2);
  const once = (bucket: string) => buckets.advance(bucket, { interval: 1_000, burst: 1, now: 0 }).ok;
  assert.deepEqual(["one", "two", "one", "three"].map(once), [true, true, false, true]);
  assert.equal(once("two"), false, "a refusal is no use");
  assert.equal(once("one"), true);
});
