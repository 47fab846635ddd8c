import assert from "node:assert/strict";
import { retryDelaySeconds } from "./retry_delay_seconds.ts";

Deno.test("retryDelaySeconds() doubles up to an hour", () => {
  const longest = Array.from({ length: 14 }, (_, index) => retryDelaySeconds(index + 1, 1));
  assert.deepEqual(longest, [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600, 3600]);
});

Deno.test("retryDelaySeconds() leaves half of the delay to chance", () => {
  for (const attempt of [1, 5, 40]) {
    assert.equal(retryDelaySeconds(attempt, 0), retryDelaySeconds(attempt, 1) / 2);
  }
});
