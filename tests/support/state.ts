import { Guard } from "@/lib/state/guard.ts";
import { closeState } from "@/lib/state/open_state.ts";
import { openRedisStore, type RedisStore } from "@/lib/state/redis_store.ts";
import { startRedis, type TestRedis } from "./redis.ts";

/** Puts the shared state of this process on a Redis of its own while `work` runs. */
export async function onRedisState(work: (redis: TestRedis, store: RedisStore) => Promise<void>) {
  await closeState();
  await using redis = await startRedis();
  const store = await openRedisStore(redis.url);
  (globalThis as { rowhouseState?: Promise<Guard> }).rowhouseState = Promise.resolve(new Guard(store));
  try {
    await work(redis, store);
  } finally {
    await closeState();
  }
}

export type LogLine = { level: string; event: string; tenant?: string; request_id?: string };

/** The lines logged while `work` ran. */
export async function logged(work: () => Promise<void>): Promise<LogLine[]> {
  const lines: string[] = [];
  const original = console.log;
  console.log = (line: string) => void lines.push(line);
  try {
    await work();
  } finally {
    console.log = original;
  }
  return lines.map((it) => JSON.parse(it));
}
