import type { Advanced, Step } from "@/lib/state/bucket.ts";

/** How often something may happen to one subject: `burst` at once, refilled by `rate` each period. */
export type Limit = { name: string; rate: number; periodSeconds: number; burst: number };

export type Verdict = {
  ok: boolean;
  /** The burst. */
  limit: number;
  /** How many more would be allowed now. */
  remaining: number;
  /** Whole seconds until the next is allowed; 0 when this one was. */
  retryAfterSeconds: number;
  /** Whole seconds until the whole burst is there again. */
  resetSeconds: number;
};

/** What one use asks of the bucket. */
export function stepOf({ rate, periodSeconds, burst }: Limit, now: Date): Step {
  return { interval: intervalOf({ rate, periodSeconds }), burst, now: now.getTime() * 1_000 };
}

export function verdictOf({ ok, fullAt }: Advanced, { interval, burst, now }: Step): Verdict {
  const spare = now + interval * burst - fullAt;
  return {
    ok,
    limit: burst,
    remaining: ok ? Math.floor(spare / interval) : 0,
    retryAfterSeconds: ok ? 0 : seconds(interval - spare),
    resetSeconds: seconds(fullAt - now),
  };
}

/** Microseconds that one use takes to be refilled. */
export function intervalOf({ rate, periodSeconds }: Pick<Limit, "rate" | "periodSeconds">): number {
  return Math.round(periodSeconds * 1e6 / rate);
}

function seconds(microseconds: number): number {
  return Math.ceil(microseconds / 1e6);
}
