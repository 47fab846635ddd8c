/** `deno task ok`: all that CI runs. */
import { checkStatically } from "./check_statically.ts";
import { explained } from "./explained.ts";
import { run } from "./run.ts";

await explained(async () => {
  await checkStatically();
  await run(Deno.execPath(), ["task", "build"]);
  await run(Deno.execPath(), ["task", "test"]);
});
