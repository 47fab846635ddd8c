import assert from "node:assert/strict";
import { rateOf } from "./rates.ts";

Deno.test("rateOf() keeps as many under way as it is told, each in a place of its own", async () => {
  const underWay = new Set<number>();
  let runs = 0;
  let most = 0;
  await rateOf(async (place) => {
    assert.ok(!underWay.has(place), `two at place ${place}`);
    underWay.add(place);
    most = Math.max(most, underWay.size);
    await new Promise((resolve) => setTimeout(resolve, place)); // some are slower than others
    underWay.delete(place);
    runs++;
  }, { atOnce: 4, forMs: 50 });
  assert.equal(most, 4);
  assert.equal(underWay.size, 0);
  assert.ok(runs > 4, `${runs} runs`);
});
