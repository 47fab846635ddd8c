/** `deno task migrate`: roles, migrations and the check of the walls; prints what it applied. */
import { explained } from "./explained.ts";

await explained(async () => {
  const { prepareDatabase } = await import("./prepare_database.ts");
  const database = await prepareDatabase(console.log);
  await database.stop();
  console.log(
    database.migrated.length === 0 ? "Nothing to migrate" : `Migrated:\n  ${database.migrated.join("\n  ")}`,
  );
});
