/** `deno task start`: from a clean clone to a business in the browser, on embedded defaults. */
import { explained } from "./explained.ts";

await explained(async () => {
  // Loading it reads the environment, whose faults are to be explained like any other.
  const { start } = await import("./start_everything.ts");
  await start();
});
