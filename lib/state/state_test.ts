import assert from "node:assert/strict";
import { closeState } from "./open_state.ts";
import { state } from "./state.ts";

const noon = new Date(Date.now() + 60_000);
const before = new Date(noon.getTime() - 1);

Deno.test("state gives back what was set, and nothing for another key", async () => {
  await state.set("test one", { reason: "signed_out" }, noon);
  assert.deepEqual(await state.get("test one", before), { ok: true, value: { reason: "signed_out" } });
  assert.deepEqual(await state.get("test two", before), { ok: true, value: undefined });
});

Deno.test("state forgets a value at its end, not when the store gets round to it", async () => {
  await state.set("test short", true, noon);
  assert.deepEqual(await state.get("test short", before), { ok: true, value: true });
  assert.deepEqual(await state.get("test short", noon), { ok: true, value: undefined });
});

Deno.test("state survives a restart: values, and the buckets of limits", async () => {
  const step = { interval: 1e9, burst: 1, now: Date.now() * 1_000 };
  await state.set("test kept", 1, noon);
  const first = await state.advance("test kept", step);
  assert(first.ok && first.value.ok);
  await closeState();
  assert.deepEqual(await state.get("test kept", before), { ok: true, value: 1 });
  const second = await state.advance("test kept", step);
  assert.deepEqual(second, { ok: true, value: { ok: false, fullAt: first.value.fullAt } });
});

Deno.test("state hands a message to every subscriber, whatever another one does with it", async () => {
  const heard: unknown[] = [];
  const stop = [
    await state.subscribe("test", () => {
      throw new Error("the browser went away");
    }),
    await state.subscribe("test", (message) => heard.push(message)),
  ];
  await state.publish("test", { version: 1 });
  for (const it of stop) it();
  await state.publish("test", { version: 2 });
  assert.deepEqual(heard, [{ version: 1 }]);
  await closeState();
});
