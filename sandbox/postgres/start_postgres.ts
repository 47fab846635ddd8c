import { join } from "node:path";
import pg from "pg";
import {
  EMBEDDED_POSTGRES_FILE,
  type EmbeddedPostgres,
  embeddedSuperuserPassword,
} from "@/lib/db/database_urls.ts";
import { findServer, initCluster, placeCluster, startServer, stopServer } from "./cluster.ts";
import { serverUser } from "./server_user.ts";

export type StartedPostgres = {
  port: number;
  /** False when another living process started it; `stop` then leaves it running. */
  isOwner: boolean;
  stop(): Promise<void>;
};

type Options = { dataDir: string; say?: (line: string) => void };

/**
 * Starts the embedded Postgres on `dataDir`, or joins the one that runs there. The first process owns it and stops
 * it; an owner that was killed is followed by whoever comes next.
 */
export async function startPostgres({ dataDir, say = () => {} }: Options): Promise<StartedPostgres> {
  Deno.mkdirSync(dataDir, { recursive: true });
  using lock = await Deno.open(join(dataDir, "postgres.lock"), { create: true, write: true });
  await lock.lock(true);
  const cluster = placeCluster(dataDir, await serverUser(say), say);
  const running = findServer(cluster);
  const isRunning = running !== undefined && isAlive(running.pid) && await answers(running.port);
  const ownerPid = isRunning ? readOwner(dataDir) : undefined;
  if (isRunning && ownerPid !== undefined && isAlive(ownerPid)) {
    return { port: running.port, isOwner: false, stop: () => Promise.resolve() };
  }
  if (!isRunning) await initCluster(cluster);
  const port = isRunning ? running.port : await startServer(cluster);
  const told: EmbeddedPostgres = { port, ownerPid: Deno.pid };
  Deno.writeTextFileSync(join(dataDir, EMBEDDED_POSTGRES_FILE), JSON.stringify(told));
  await createDatabase(port);
  return { port, isOwner: true, stop: () => stopServer(cluster) };
}

function readOwner(dataDir: string): number | undefined {
  try {
    const told: EmbeddedPostgres = JSON.parse(Deno.readTextFileSync(join(dataDir, EMBEDDED_POSTGRES_FILE)));
    return told.ownerPid;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether the server takes connections already, and is ours: it knows the password derived from this master key. */
async function answers(port: number): Promise<boolean> {
  const client = superuser(port);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  if (pid === Deno.pid) return false;
  try {
    Deno.kill(pid, "SIGURG"); // ignored by default: asks only whether the process exists
    return true;
  } catch (error) {
    return error instanceof Deno.errors.PermissionDenied;
  }
}

async function createDatabase(port: number) {
  const client = superuser(port);
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'rowhouse'");
    if (rowCount === 0) await client.query("create database rowhouse");
  } finally {
    await client.end();
  }
}

function superuser(port: number): pg.Client {
  return new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: embeddedSuperuserPassword(),
    database: "postgres",
    connectionTimeoutMillis: 5_000,
  });
}
