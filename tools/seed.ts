/** `deno task seed`: the demo cast and a quarter of its use; a second time changes nothing. */
import { explained, ExplainedError } from "./explained.ts";

await explained(async () => {
  const { config } = await import("@/lib/config.ts");
  if (!config.isLocal) {
    throw new ExplainedError("The demo's password is public: it is not seeded where BASE_URL is https");
  }
  const { prepareDatabase } = await import("./prepare_database.ts");
  const { useDirectory } = await import("@/lib/tenancy/use_directory.ts");
  const { seed } = await import("./seed_demo_data.ts");
  const database = await prepareDatabase(console.log);
  useDirectory();
  console.log(await seed(new Date()) ? "Acme and Globex moved in" : "Acme and Globex live here already");
  await database.stop();
});
