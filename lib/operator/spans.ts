const DAY_MS = 86_400_000;

/** The first moment of the calendar month, UTC. */
export function monthOf(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
}

/** Since then a tenant with a usage event counts as active. */
export function weekBefore(now: Date): Date {
  return new Date(now.getTime() - 7 * DAY_MS);
}

/** The first moment of the first of so many calendar days, UTC, of which today is the last. */
export function daysUntil(now: Date, days: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days + 1));
}
