import assert from "node:assert/strict";
import { within } from "./within.ts";

Deno.test("within() gives the answer, or the error, that came in time", async () => {
  assert.equal(await within(100, Promise.resolve("here")), "here");
  await assert.rejects(within(100, Promise.reject(new Error("refused"))), /refused/);
});

Deno.test("within() rejects when nothing comes", async () => {
  await assert.rejects(within(20, new Promise(() => {})), /No answer within 20 ms/);
});

Deno.test("within() takes an answer that waited while this process stalled", async () => {
  const answer = new Promise((resolve) => setTimeout(() => resolve("here"), 30));
  const taken = within(50, answer);
  const stallUntil = performance.now() + 200;
  while (performance.now() < stallUntil);
  assert.equal(await taken, "here");
});
