import assert from "node:assert/strict";
import { config } from "@/lib/config.ts";
import { closeState, openState, StateHeldError } from "./open_state.ts";
import { state } from "./state.ts";

const noon = new Date(Date.now() + 60_000);
const before = new Date(noon.getTime() - 1);

Deno.test("state gives back what was set, and nothing for another key", async () => {
  await state.set(["test", "one"], { reason: "signed_out" }, noon);
  assert.deepEqual(await state.get(["test", "one"], before), { reason: "signed_out" });
  assert.equal(await state.get(["test", "two"], before), undefined);
});

Deno.test("state forgets a value at its end, not when the store gets round to it", async () => {
  await state.set(["test", "short"], true, noon);
  assert.equal(await state.get(["test", "short"], before), true);
  assert.equal(await state.get(["test", "short"], noon), undefined);
});

Deno.test("state survives a restart", async () => {
  await state.set(["test", "kept"], 1, noon);
  await closeState();
  assert.equal(await state.get(["test", "kept"], before), 1);
});

Deno.test("openState() gives one store however often it is asked", async () => {
  const [first, second] = await Promise.all([openState(), openState()]);
  assert.equal(first, second);
});

Deno.test("openState() says so when another process holds the store", async () => {
  await closeState();
  const script = `const f = await Deno.open(Deno.args[0] + "/state.lock", { create: true, write: true });
    await f.lock(true); console.log("held"); setTimeout(() => {}, 3_600_000);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", script, config.dataDir],
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  assert.match(new TextDecoder().decode((await reader.read()).value), /held/);
  await assert.rejects(
    openState(),
    (error) =>
      error instanceof StateHeldError &&
      error.message.includes(`another process holds "${config.dataDir}/state.kv"`),
  );
  child.kill("SIGKILL");
  await child.status;
  await openState();
  await closeState();
});
