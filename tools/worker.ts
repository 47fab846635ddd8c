/** `deno task worker`: works through the jobs, alone. */
import { explained } from "./explained.ts";

await explained(async () => {
  // What is wrong in the environment is said before anything else is done.
  await import("@/lib/identity/methods/settings.ts");
  const { checkWalls } = await import("@/lib/db/check_walls.ts");
  const { runWorker } = await import("./run_worker.ts");
  const { untilStopped } = await import("./until_stopped.ts");
  await checkWalls();
  const worker = runWorker();
  console.log("The worker takes jobs");
  await untilStopped([worker]);
});
