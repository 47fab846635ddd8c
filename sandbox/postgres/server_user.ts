import { Buffer } from "node:buffer";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { derivedSecret } from "@/lib/master_key.ts";

/** Whom Postgres runs as, since it refuses root. Empty where this process is not root. */
export type ServerUser = { uid?: number; gid?: number };

/** @returns the user `postgres` when this process is root, made when it is missing; `say` hears of it. */
export async function serverUser(say: (line: string) => void): Promise<ServerUser> {
  if (Deno.uid() !== 0) return {};
  if (!(await succeeds("id", ["-u", "postgres"]))) {
    say('Creating the system user "postgres", because Postgres refuses to run as root');
    await output("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  }
  return {
    uid: Number(await output("id", ["-u", "postgres"])),
    gid: Number(await output("id", ["-g", "postgres"])),
  };
}

/** Whether another user may pass through every folder above `path`. */
export function isReachableByOthers(path: string): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (((Deno.statSync(folder).mode ?? 0) & 0o001) === 0) return false;
  }
  return true;
}

/** A folder below the system's temporary files that belongs to us, the same one for the same master key. */
export function reachableFolder(): string {
  const name = Buffer.from(derivedSecret("postgres folder")).toString("hex").slice(0, 12);
  const folder = join(tmpdir(), `rowhouse-postgres-${name}`);
  Deno.mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = Deno.lstatSync(folder);
  if (!found.isDirectory || found.uid !== Deno.uid()) {
    throw new Error(`Placing Postgres: "${folder}" belongs to somebody else; remove it or set DATA_DIR`);
  }
  return folder;
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  return (await new Deno.Command(command, { args, stdout: "null", stderr: "null" }).output()).success;
}

async function output(command: string, args: string[]): Promise<string> {
  const result = await new Deno.Command(command, { args }).output();
  if (!result.success) {
    throw new Error(
      `Running ${command} ${args.join(" ")}: ${new TextDecoder().decode(result.stderr).trim()}`,
    );
  }
  return new TextDecoder().decode(result.stdout).trim();
}
