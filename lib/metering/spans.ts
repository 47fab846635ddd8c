/** Half-open: from the first moment on, before the second. */
export type Span = { from: Date; to: Date };

/** A month as usage is counted and limited by: `2026-11`, from its first moment in UTC to that of the next. */
export type Month = string;

export function monthOf(moment: Date): Month {
  return moment.toISOString().slice(0, 7);
}

export function isMonth(text: string): text is Month {
  return /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function monthSpan(month: Month): Span {
  return { from: startOf(month), to: startOf(monthAfter(month, 1)) };
}

/** @param months may be negative. */
export function monthAfter(month: Month, months: number): Month {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

/** The stretch of a month that has passed, and the same stretch of the month before it, which may be shorter. */
export function monthSoFar(month: Month, now: Date): Compared {
  const whole = monthSpan(month);
  const before = monthSpan(monthAfter(month, -1));
  const span = { from: whole.from, to: earlier(whole.to, now) };
  if (span.to < whole.to) before.to = earlier(before.to, after(before.from, lengthMs(span)));
  return { span, before };
}

/** What a plot shows, and the stretch before it that it is compared with. */
export type Compared = { span: Span; before: Span };

/** Days up to now, this one included as far as it has come; compared with as many before, up to the same hour. */
export function latestDays(days: number, { now, timeZone }: { now: Date; timeZone: string }): Compared {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const from = local.startOfDay().subtract({ days: days - 1 });
  const dateOf = (moment: Temporal.ZonedDateTime) => new Date(moment.epochMilliseconds);
  return {
    span: { from: dateOf(from), to: now },
    before: { from: dateOf(from.subtract({ days })), to: dateOf(local.subtract({ days })) },
  };
}

function startOf(month: Month): Date {
  return new Date(`${month}-01T00:00:00Z`);
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function after(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}

function lengthMs({ from, to }: Span): number {
  return to.getTime() - from.getTime();
}
