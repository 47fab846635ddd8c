import { join } from "node:path";
import { config } from "@/lib/config.ts";

/** Another process has the state of this data folder, so this one would answer from its own. */
export class StateHeldError extends Error {
  override name = "StateHeldError";
}

type Opened = { kv: Deno.Kv; lock: Deno.FsFile };

/** Of the global object, because the built server and whatever runs beside it load their own copies of this module. */
const holder = globalThis as { rowhouseState?: Promise<Opened> };

/**
 * The store for what web processes share and could lose: ended sessions, counters of limits. Opened once, by web
 * processes alone; workers and the command line need none.
 * @throws {StateHeldError} when another process holds it.
 */
export async function openState(): Promise<Deno.Kv> {
  holder.rowhouseState ??= open(config.dataDir);
  try {
    return (await holder.rowhouseState).kv;
  } catch (error) {
    holder.rowhouseState = undefined;
    throw error;
  }
}

export async function closeState(): Promise<void> {
  const opened = await holder.rowhouseState;
  holder.rowhouseState = undefined;
  opened?.kv.close();
  opened?.lock.close();
}

async function open(dataDir: string): Promise<Opened> {
  await Deno.mkdir(dataDir, { recursive: true });
  // The store itself lets a second process in, and answers one of the two with "database is locked" some day.
  const lock = await Deno.open(join(dataDir, "state.lock"), { create: true, write: true });
  if (!(await lock.tryLock(true))) {
    lock.close();
    throw new StateHeldError(
      `Opening the shared state: another process holds "${
        join(dataDir, "state.kv")
      }"; one web process runs on one DATA_DIR`,
    );
  }
  return { kv: await Deno.openKv(join(dataDir, "state.kv")), lock };
}
