import pg from "pg";
import { adminDatabaseUrl, rolePassword } from "@/lib/db/database_urls.ts";
import { createRoles } from "@/lib/db/create_roles.ts";
import { migrate, type Migration } from "@/lib/db/migrate.ts";
import { newId } from "@/lib/ids.ts";

/** The superuser of the test's own Postgres: for putting rows where no policy would let them be put. */
export async function asSuperuser<T>(
  work: (client: pg.Client) => Promise<T>,
  url = adminDatabaseUrl(),
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many statements this process sent to any database while `work` ran. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  const original = pg.Client.prototype.query;
  let sent = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    sent++;
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

/** An empty database beside the test's own, made from `migrations`, gone afterwards. */
export async function inFreshDatabase<T>(
  migrations: Migration[],
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const name = `fresh_${newId().replaceAll("-", "")}`;
  const admin = new URL(adminDatabaseUrl());
  admin.pathname = `/${name}`;
  await asSuperuser((client) => client.query(`create database ${name}`));
  try {
    await (rolesAreMade = rolesAreMade.catch(() => {}).then(() => createRoles(admin.href)));
    await migrate(migrations, ownerUrl(admin));
    return await asSuperuser(work, admin.href);
  } finally {
    await asSuperuser((client) => client.query(`drop database ${name} with (force)`));
  }
}

/** Roles belong to all databases of a server, so they are made for one after the other. */
let rolesAreMade: Promise<void> = Promise.resolve();

function ownerUrl(admin: URL): string {
  const url = new URL(admin);
  url.username = "rowhouse_owner";
  url.password = rolePassword("owner");
  return url.href;
}
