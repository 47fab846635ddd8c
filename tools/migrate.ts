/** `deno task migrate`: roles, migrations and the check of the walls; prints what it applied. */
import { prepareDatabase } from "./prepare_database.ts";

const database = await prepareDatabase(console.log);
await database.stop();
console.log(
  database.migrated.length === 0 ? "Nothing to migrate" : `Migrated:\n  ${database.migrated.join("\n  ")}`,
);
