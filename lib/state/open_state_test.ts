import assert from "node:assert/strict";
import { config } from "@/lib/config.ts";
import { StateHeldError } from "./kv_store.ts";
import { closeState, openState } from "./open_state.ts";

Deno.test("openState() gives one state however often it is asked", async () => {
  const [first, second] = await Promise.all([openState(), openState()]);
  assert.equal(first, second);
});

Deno.test("openState() says so when another process holds the file", async () => {
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
      error.message.includes(
        `another process holds "${config.dataDir}/state.kv"; one web process runs on one DATA_DIR`,
      ),
  );
  child.kill("SIGKILL");
  await child.status;
  await openState();
  await closeState();
});
