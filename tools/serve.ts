/** `deno task serve`: the built app alone, for a machine whose database, worker and mail are elsewhere. */
import { explained } from "./explained.ts";

await explained(async () => {
  const { config } = await import("@/lib/config.ts");
  // What is wrong in the environment is said before anything else is done.
  await import("@/lib/identity/methods/settings.ts");
  const { checkWalls } = await import("@/lib/db/check_walls.ts");
  const { serveWeb } = await import("./serve_web.ts");
  const { untilStopped } = await import("./until_stopped.ts");
  await checkWalls();
  const web = await serveWeb();
  console.log(`Serving ${config.baseUrl.origin} on port ${config.port}`);
  await untilStopped([web]);
});
