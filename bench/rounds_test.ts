import assert from "node:assert/strict";
import { inRounds } from "./rounds.ts";

Deno.test("inRounds() measures both sides seven times in turn, and compares within a round", async () => {
  const order: string[] = [];
  let speed = 64;
  const measure = (side: string, share: number) => () => {
    order.push(side);
    // A machine that slows down from round to round.
    if (order.length % 2 === 1) speed /= 2;
    return Promise.resolve(speed * share);
  };
  const { ratio, ours, bare } = await inRounds({ ours: measure("ours", 0.5), bare: measure("bare", 1) });
  assert.equal(order.join(), "ours,bare,bare,ours,ours,bare,bare,ours,ours,bare,bare,ours,ours,bare");
  assert.deepEqual(ratio, { median: 0.5, least: 0.5, most: 0.5 });
  assert.deepEqual(ours, { median: 2, least: 0.25, most: 16 });
  assert.deepEqual(bare, { median: 4, least: 0.5, most: 32 });
});
