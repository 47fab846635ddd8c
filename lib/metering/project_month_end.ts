const DAY_MS = 86_400_000;

/** The stretch that sets the pace; a week, so that weekends weigh as much as they do. */
export const PACE_DAYS = 7;

type Pace = {
  /** Of the month so far. */
  used: number;
  /** In the last `PACE_DAYS` days before `now`. */
  recent: number;
  /** The first event there ever was; null before it. */
  firstAt: Date | null;
  now: Date;
  /** The end of the month. */
  to: Date;
};

/** What the whole month will have used if it goes on as in the last seven days, or since the first event. */
export function projectMonthEnd({ used, recent, firstAt, now, to }: Pace): number {
  if (!firstAt) return used;
  const pacedMs = Math.min(now.getTime() - firstAt.getTime(), PACE_DAYS * DAY_MS);
  // Within its first hours a pace would be a guess: they count as a day.
  const perMs = recent / Math.max(pacedMs, DAY_MS);
  return Math.round(used + perMs * (to.getTime() - now.getTime()));
}
