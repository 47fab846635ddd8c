import { cpus, totalmem } from "node:os";
import { pool } from "@/lib/db/connect.ts";

/** What the numbers were measured on. */
export type Machine = { processor: string; memory: string; system: string; deno: string; postgres: string };

export async function machine(): Promise<Machine> {
  const processors = cpus();
  const { rows: [{ postgres }] } = await pool("app").query(
    "select current_setting('server_version') as postgres",
  );
  return {
    processor: `${processors.length} × ${processors[0].model}`,
    memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    system: `${Deno.build.os} ${Deno.osRelease().split("-")[0]}, ${Deno.build.arch}`,
    deno: Deno.version.deno,
    postgres,
  };
}
