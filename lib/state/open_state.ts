import { config } from "@/lib/config.ts";
import { Guard } from "./guard.ts";
import { openKvStore } from "./kv_store.ts";
import { openRedisStore } from "./redis_store.ts";
import type { Store } from "./store.ts";
import { UpstashStore } from "./upstash_store.ts";

/** Of the global object, because the built server and whatever runs beside it load their own copies of this module. */
const holder = globalThis as { rowhouseState?: Promise<Guard> };

/**
 * Opened once, by web processes alone; workers and the command line need none.
 * @throws {StateHeldError} when it is a file and another process holds it. A Redis that does not answer is an outage.
 */
export async function openState(): Promise<Guard> {
  holder.rowhouseState ??= open();
  try {
    return await holder.rowhouseState;
  } catch (error) {
    holder.rowhouseState = undefined;
    throw error;
  }
}

/** What this process has opened, if it has. */
export function openedState(): Promise<Guard> | undefined {
  return holder.rowhouseState;
}

export async function closeState(): Promise<void> {
  const opened = await holder.rowhouseState;
  holder.rowhouseState = undefined;
  await opened?.close();
}

/** A Redis that is away at the start is said at the start, not at the first request. */
async function open(): Promise<Guard> {
  const guard = new Guard(await openStore());
  await guard.ask((store) => store.read("start"));
  return guard;
}

async function openStore(): Promise<Store> {
  const { redisUrl, upstash } = config.state;
  if (redisUrl) return await openRedisStore(redisUrl);
  return upstash ? new UpstashStore(upstash) : await openKvStore(config.dataDir);
}
