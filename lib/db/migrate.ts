import { createHash } from "node:crypto";
import pg from "pg";
import { databaseUrl } from "./database_urls.ts";

export type Migration = { name: string; text: string };

/** A migration that has run and whose file says something else now. Migrations are never edited. */
export class EditedMigrationError extends Error {
  override name = "EditedMigrationError";
}

/** @returns the names of the migrations this call applied, in order. */
export async function migrate(
  migrations: Migration[],
  connectionString = databaseUrl("owner"),
): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('rowhouse migrations'))");
    await client.query("create schema if not exists platform");
    await client.query(`create table if not exists platform.migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query("select name, checksum from platform.migrations");
    const done = new Map(rows.map((it) => [it.name, it.checksum]));
    const applied: string[] = [];
    for (const migration of migrations) {
      const checksum = createHash("sha256").update(migration.text).digest("hex");
      if (done.get(migration.name) === checksum) continue;
      if (done.has(migration.name)) {
        throw new EditedMigrationError(
          `Migrating: "${migration.name}" has run and was edited since; add a new one`,
        );
      }
      await apply(client, migration, checksum);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

export function readMigrations(folder = "migrations"): Migration[] {
  const names = [...Deno.readDirSync(folder)].map((it) => it.name).filter((it) => it.endsWith(".sql")).sort();
  return names.map((name) => ({ name, text: Deno.readTextFileSync(`${folder}/${name}`) }));
}

async function apply(client: pg.Client, { name, text }: Migration, checksum: string) {
  try {
    await client.query("begin");
    await client.query(text);
    await client.query("insert into platform.migrations (name, checksum) values ($1, $2)", [name, checksum]);
    await client.query("commit");
  } catch (cause) {
    throw new Error(`Migrating: "${name}" failed: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}
