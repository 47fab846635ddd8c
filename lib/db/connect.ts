import pg from "pg";
import { databaseUrl, type Role } from "./database_urls.ts";

const POOL_SIZE: Record<Role, number> = { owner: 1, app: 12, platform: 4 };

const pools = new Map<Role, pg.Pool>();

/** The pool of one login role, opened on first use. */
export function pool(role: Role): pg.Pool {
  let found = pools.get(role);
  if (!found) {
    found = openPool(databaseUrl(role), POOL_SIZE[role]);
    pools.set(role, found);
  }
  return found;
}

function openPool(connectionString: string, max: number): pg.Pool {
  const opened = new pg.Pool({
    connectionString,
    max,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    application_name: "rowhouse",
  });
  // A backend that dies reports on the client and on the pool; without listeners either ends the process.
  opened.on("error", forgetDeadConnection);
  opened.on("connect", (client) => void client.on("error", forgetDeadConnection));
  return opened;
}

export async function closePools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((it) => it.end()));
}

function forgetDeadConnection() {}

// bigint arrives as a number: every bigint of ours (minor units, bytes, counts) stays below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`Expected a bigint below 2^53, got ${text}`);
  return value;
});
