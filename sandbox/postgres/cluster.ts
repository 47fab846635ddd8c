import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { embeddedSuperuserPassword } from "@/lib/db/database_urls.ts";
import { nativeFolder } from "./binaries.ts";
import { isReachableByOthers, reachableFolder, type ServerUser } from "./server_user.ts";

/** Where one Postgres keeps its programs and its data, and whom it runs as. */
export type Cluster = { home: string; binDir: string; user: ServerUser };

const START_ATTEMPTS = 8;

const SETTINGS = [
  "-c listen_addresses=127.0.0.1",
  "-c unix_socket_directories=''",
  "-c max_connections=120",
  "-c shared_buffers=256MB",
].join(" ");

/** As root below a folder that the user `postgres` cannot enter, programs and data go to the temporary files. */
export function placeCluster(dataDir: string, user: ServerUser, say: (line: string) => void): Cluster {
  const native = nativeFolder();
  const inPlace = join(dataDir, "postgres");
  const isReachable = user.uid === undefined || [native, inPlace].every(isReachableByOthers);
  const outside = isReachable ? undefined : reachableFolder();
  if (outside) say(`Postgres and its data are in ${outside}: its user cannot enter ${dataDir}`);
  const home = outside ? join(outside, "postgres") : inPlace;
  Deno.mkdirSync(home, { recursive: true });
  if (user.uid !== undefined) Deno.chownSync(home, user.uid, user.gid!);
  return { home, user, binDir: join(outside ? copied(native, join(outside, "native")) : native, "bin") };
}

/** Makes the data folder on the first start. Killed half-way, the next start makes it anew. */
export async function initCluster(cluster: Cluster): Promise<void> {
  if (exists(dataFolder(cluster))) return;
  const unfinished = join(cluster.home, "unfinished");
  const passwordFile = Deno.makeTempFileSync({ prefix: "rowhouse-" });
  try {
    Deno.writeTextFileSync(passwordFile, embeddedSuperuserPassword());
    if (cluster.user.uid !== undefined) Deno.chownSync(passwordFile, cluster.user.uid, cluster.user.gid!);
    if (exists(unfinished)) Deno.removeSync(unfinished, { recursive: true });
    await run(cluster, "initdb", [
      `--pgdata=${unfinished}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
    ]);
  } finally {
    Deno.removeSync(passwordFile);
  }
  Deno.renameSync(unfinished, dataFolder(cluster));
}

/** @returns the port it listens on, on the loopback address only. */
export async function startServer(cluster: Cluster): Promise<number> {
  for (let attempt = 1;; attempt++) {
    const port = freePort();
    try {
      await run(cluster, "pg_ctl", [
        "start",
        "--wait",
        "--silent",
        `--pgdata=${dataFolder(cluster)}`,
        `--log=${join(cluster.home, "log")}`,
        `--options=-p ${port} ${SETTINGS}`,
      ]);
      return port;
    } catch (error) {
      // The backends of a server that was killed hold its memory a moment longer; a free port may be taken meanwhile.
      if (attempt === START_ATTEMPTS) throw error;
      await delay(500);
    }
  }
}

/**
 * What the server has written about itself. Asked before anything is sent to its port, which after a crash may be
 * somebody else's.
 */
export function findServer(cluster: Cluster): { pid: number; port: number } | undefined {
  try {
    const lines = Deno.readTextFileSync(join(dataFolder(cluster), "postmaster.pid")).split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

export async function stopServer(cluster: Cluster): Promise<void> {
  await run(cluster, "pg_ctl", ["stop", "--mode=fast", "--silent", `--pgdata=${dataFolder(cluster)}`]);
}

function dataFolder(cluster: Cluster): string {
  return join(cluster.home, "cluster");
}

async function run({ binDir, home, user }: Cluster, program: string, args: string[]) {
  const command = new Deno.Command(join(binDir, program), {
    args,
    ...user,
    cwd: home,
    stdout: "null",
    stderr: "piped",
  });
  const { success, stderr } = await command.output();
  if (success) return;
  const said = new TextDecoder().decode(stderr).trim();
  throw new Error(`Running Postgres's ${program}: ${said || `see ${join(home, "log")}`}`);
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function copied(from: string, to: string): string {
  if (exists(to)) return to;
  const unfinished = `${to}.unfinished`;
  copyFolder(from, unfinished);
  Deno.renameSync(unfinished, to);
  return to;
}

function copyFolder(from: string, to: string) {
  Deno.mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const entry of Deno.readDirSync(from)) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory) copyFolder(source, target);
    else Deno.copyFileSync(source, target);
  }
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
