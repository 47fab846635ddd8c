import { z } from "zod";

/** Of a date field, such as `2026-11-14`; empty for what is no day, which no such field could show again. */
export const Day = z.string().refine(isDay).catch("");

/** From the start of one day to the end of another, as a clock in the time zone shows them; half-open. */
export type Span = { from?: Date; to?: Date };

/** @param days as date fields send them, such as `2026-11-14`; what is no day counts as not given. */
export function daySpan(days: { from?: string; to?: string }, timeZone: string): Span {
  return { from: startOf(days.from, 0, timeZone), to: startOf(days.to, 1, timeZone) };
}

function startOf(day: string | undefined, daysLater: number, timeZone: string): Date | undefined {
  if (!day || !isDay(day)) return undefined;
  const start = Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(timeZone);
  return new Date(start.epochMilliseconds);
}

function isDay(text: string): boolean {
  return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) &&
    new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
