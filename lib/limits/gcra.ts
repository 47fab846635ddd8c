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

/**
 * The generic cell rate algorithm: one number a subject, the time at which its bucket will be full again. In whole
 * microseconds, so that a burst is exact.
 * @param fullAt that number after the last call; undefined for a subject not seen before.
 */
export function gcra(
  { rate, periodSeconds, burst }: Limit,
  { fullAt, now }: { fullAt: number | undefined; now: number },
): { verdict: Verdict; fullAt: number } {
  const interval = intervalOf({ rate, periodSeconds });
  const before = Math.max(fullAt ?? now, now);
  const after = before + interval;
  const allowedAt = after - interval * burst;
  const ok = now >= allowedAt;
  const next = ok ? after : before;
  return {
    fullAt: next,
    verdict: {
      ok,
      limit: burst,
      remaining: ok ? Math.floor((now - allowedAt) / interval) : 0,
      retryAfterSeconds: ok ? 0 : seconds(allowedAt - now),
      resetSeconds: seconds(next - now),
    },
  };
}

/** Microseconds that one use takes to be refilled. */
export function intervalOf({ rate, periodSeconds }: Pick<Limit, "rate" | "periodSeconds">): number {
  return Math.round(periodSeconds * 1e6 / rate);
}

function seconds(microseconds: number): number {
  return Math.ceil(microseconds / 1e6);
}
