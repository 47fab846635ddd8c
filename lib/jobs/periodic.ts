import { asQueue } from "@/lib/db/as_queue.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { log } from "@/lib/log.ts";
import { MAX_ATTEMPTS } from "./enqueue.ts";
import type { JobPayloads, PlatformJobKind } from "./kinds.ts";
import { nudge } from "./nudge.ts";

/** Work of the platform that comes back by the clock; its job is an ordinary one, with retries and dead letters. */
export type PeriodicWork = {
  [Kind in PlatformJobKind]: { kind: Kind; payload: JobPayloads[Kind]; everySeconds: number };
}[PlatformJobKind];

/** All of it. A new one is added here, its handler to the worker's table. */
export const PERIODIC_WORK: PeriodicWork[] = [
  { kind: "signing_keys.step", payload: {}, everySeconds: 5 * 60 },
  { kind: "rows.purge", payload: {}, everySeconds: 24 * 3600 },
];

/**
 * Looks at once and each minute whether some of the work is due. Any number of processes do that: a row in the
 * database lets one of them start it.
 */
export function startPeriodicWork(works = PERIODIC_WORK): { stop(): void } {
  const stopping = new AbortController();
  const look = () => startDueWork(works).then(() => {}, tryLater);
  Deno.cron("periodic work", "* * * * *", { signal: stopping.signal }, look);
  look();
  return { stop: () => stopping.abort() };
}

/** @returns what this call has started, and no other did. */
export async function startDueWork(works: PeriodicWork[], now = new Date()): Promise<PeriodicWork[]> {
  const started = [];
  for (const work of works) {
    const { kind, payload, everySeconds } = work;
    const [{ isMine }] = await asQueue<{ isMine: boolean }>(sql`
      select gate.start_periodic_work(${kind}, ${newId()}, ${payload}, ${MAX_ATTEMPTS},
        make_interval(secs => ${everySeconds}), ${now}) as "isMine"`);
    if (isMine) started.push(work);
  }
  if (started.length > 0) nudge();
  return started;
}

function tryLater(error: unknown) {
  log.error("Starting periodic work failed and is tried again in a minute", { error });
}
