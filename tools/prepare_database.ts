import { config } from "@/lib/config.ts";
import { checkWalls } from "@/lib/db/check_walls.ts";
import { closePools } from "@/lib/db/connect.ts";
import { createRoles } from "@/lib/db/create_roles.ts";
import { migrate, readMigrations } from "@/lib/db/migrate.ts";
import { startPostgres } from "@/sandbox/postgres/start_postgres.ts";

export type PreparedDatabase = {
  /** Names of the migrations this call applied. */
  migrated: string[];
  /** Stops the embedded Postgres where this process owns it. */
  stop(): Promise<void>;
};

/** Postgres running, roles made, migrations applied, walls checked. */
export async function prepareDatabase(say: (line: string) => void): Promise<PreparedDatabase> {
  const hasOwn = config.database.url !== undefined || config.database.appUrl !== undefined;
  const embedded = hasOwn ? undefined : await startPostgres({ dataDir: config.dataDir, say });
  try {
    if (config.database.appUrl === undefined) await createRoles();
    const migrated = config.database.appUrl && !config.database.url ? [] : await migrate(readMigrations());
    await checkWalls();
    return {
      migrated,
      async stop() {
        await closePools();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await closePools();
    await embedded?.stop();
    throw error;
  }
}
