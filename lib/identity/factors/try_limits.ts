import type { Limit } from "@/lib/limits/gcra.ts";
import { giveBack } from "@/lib/limits/take.ts";
import { takeShared } from "@/lib/limits/take_shared.ts";

export type Allowed =
  | { ok: true }
  | { ok: false; reason: "too_many"; retryAfterSeconds: number }
  /** Tries cannot be counted now, and nobody may guess uncounted. */
  | { ok: false; reason: "paused" };

type Kind = "totp" | "recovery_code";
type Tried = { kind: Kind; userId: string; place: string; now: Date };

/**
 * Guesses at one person's code from one place, five in five minutes; and from everywhere, so that many places do not
 * guess faster: somebody at another place waits half a minute at most. Recovery codes are beyond guessing, so theirs are
 * counted for each place alone, and nobody who keeps the six digits busy can keep a person out.
 */
const LIMITS: Record<Kind, { atPlace: Limit; ofPerson?: Limit }> = {
  totp: {
    atPlace: { name: "totp_place", rate: 1, periodSeconds: 60, burst: 5 },
    ofPerson: { name: "totp_person", rate: 1, periodSeconds: 30, burst: 20 },
  },
  recovery_code: { atPlace: { name: "recovery_code_place", rate: 1, periodSeconds: 60, burst: 5 } },
};

/** Counts a try before it is looked at. */
export async function allowTry(tried: Tried): Promise<Allowed> {
  // The place first: one that is refused takes nothing away from the others.
  for (const [limit, subject] of bucketsOf(tried)) {
    const taken = await takeShared(limit, subject, tried.now);
    if (!taken.ok) return { ok: false, reason: "paused" };
    const { ok, retryAfterSeconds } = taken.value;
    if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  }
  return { ok: true };
}

/** A try that was right was no guess. */
export async function forgetTry(tried: Tried): Promise<void> {
  await Promise.all(bucketsOf(tried).map(([limit, subject]) => giveBack(limit, subject)));
}

function bucketsOf({ kind, userId, place }: Tried): [Limit, string][] {
  const { atPlace, ofPerson } = LIMITS[kind];
  return [[atPlace, `${userId} ${place}`], ...(ofPerson ? [[ofPerson, userId] as [Limit, string]] : [])];
}
