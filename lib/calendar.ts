/** The calendar day of a moment, such as `2026-11-14`, as the clocks of the time zone show it. */
export function dayOf(moment: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
    .toString();
}

/** The days after one, up to that of the last moment before `end`. */
export function daysAfter(day: string, { end, timeZone }: { end: Date; timeZone: string }): string[] {
  const first = Temporal.PlainDate.from(day).add({ days: 1 });
  const { days } = first.until(dayOf(new Date(end.getTime() - 1), timeZone));
  return Array.from({ length: Math.max(0, days + 1) }, (_, index) => first.add({ days: index }).toString());
}
