import { createHash } from "node:crypto";
import { openState } from "@/lib/state/open_state.ts";
import { Counters } from "./counters.ts";
import { gcra, intervalOf, type Limit, type Verdict } from "./gcra.ts";

const counters = new Counters({ open: openState, capacity: 100_000 });

/**
 * Counts one use of `limit` by `subject`, such as a tenant's id or an address, where it is allowed. Never throws: when
 * the shared state is away it counts in this process.
 */
export async function take(limit: Limit, subject: string, now = new Date()): Promise<Verdict> {
  await counters.ready();
  const counter = counterOf(limit, subject);
  const { verdict, fullAt } = gcra(limit, { fullAt: counters.get(counter), now: now.getTime() * 1_000 });
  if (verdict.ok) counters.set(counter, fullAt);
  return verdict;
}

/** Takes back one `take()` that was allowed and came to nothing. */
export function giveBack(limit: Limit, subject: string) {
  const counter = counterOf(limit, subject);
  const fullAt = counters.get(counter);
  if (fullAt !== undefined) counters.set(counter, fullAt - intervalOf(limit));
}

/** Writes what the next process has to know; for the end of this one. */
export function saveLimits(): Promise<void> {
  return counters.save();
}

/** As a digest: a subject may be as long as somebody likes to type, and may be an address. */
function counterOf({ name }: Limit, subject: string): string {
  return createHash("sha256").update(`${name}\0${subject}`).digest("base64url").slice(0, 22);
}
