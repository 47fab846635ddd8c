import { metrics } from "@opentelemetry/api";
import { Buckets } from "@/lib/state/buckets.ts";
import { state } from "@/lib/state/state.ts";
import { intervalOf, type Limit, stepOf, type Verdict, verdictOf } from "./gcra.ts";
import { bucketOf, takeShared } from "./take_shared.ts";

const here = new Buckets(100_000);

const countedHere = metrics.getMeter("rowhouse").createCounter("rowhouse.limits.counted_here", {
  description: "Uses of limits that were counted in one process because the shared state was away",
});

/**
 * Counts one use of `limit` by `subject`, such as a tenant's id or an address, where it is allowed. Never fails: while
 * the shared state is away it counts in this process, so that each process allows the burst.
 */
export async function take(limit: Limit, subject: string, now = new Date()): Promise<Verdict> {
  const shared = await takeShared(limit, subject, now);
  if (shared.ok) return shared.value;
  countedHere.add(1, { limit: limit.name });
  const step = stepOf(limit, now);
  return verdictOf(here.advance(bucketOf(limit, subject), step), step);
}

/** Takes back one `take()` or `takeShared()` that was allowed and came to nothing. Never fails. */
export async function giveBack(limit: Limit, subject: string): Promise<void> {
  const [bucket, interval] = [bucketOf(limit, subject), intervalOf(limit)];
  const shared = await state.retreat(bucket, interval);
  if (!shared.ok) here.retreat(bucket, interval);
}
