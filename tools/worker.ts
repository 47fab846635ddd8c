/** `deno task worker`: works through the jobs, alone. */
import { explained } from "./explained.ts";

await explained(async () => {
  const { checkCatalogue } = await import("@/lib/db/catalogue.ts");
  const { pool } = await import("@/lib/db/connect.ts");
  const { runWorker } = await import("./run_worker.ts");
  const { untilStopped } = await import("./until_stopped.ts");
  await checkCatalogue(pool("app"));
  const worker = await runWorker();
  console.log("The worker takes jobs");
  await untilStopped([worker]);
});
