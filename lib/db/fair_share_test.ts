import assert from "node:assert/strict";
import { inFairShare } from "./fair_share.ts";

Deno.test("inFairShare() lets eight of one tenant work at once, the others in the order they came", async () => {
  const order: number[] = [];
  let atOnce = 0;
  let most = 0;
  await Promise.all(Array.from({ length: 40 }, (_, index) =>
    inFairShare("whale", async () => {
      most = Math.max(most, ++atOnce);
      order.push(index);
      await turn();
      atOnce--;
    })));
  assert.equal(most, 8);
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
});

Deno.test("inFairShare() does not let one tenant wait for another", async () => {
  const { promise: never, resolve: end } = Promise.withResolvers<void>();
  const stuck = Array.from({ length: 20 }, () => inFairShare("whale", () => never));
  assert.equal(await inFairShare("minnow", () => Promise.resolve("served")), "served");
  end();
  await Promise.all(stuck);
});

Deno.test("inFairShare() gives the place back when the work fails", async () => {
  for (let round = 0; round < 20; round++) {
    await assert.rejects(inFairShare("clumsy", () => Promise.reject(new Error("fell"))));
  }
  assert.equal(await inFairShare("clumsy", () => Promise.resolve("stood up")), "stood up");
});

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
