import { formatAgo, formatMoment, formatTimeZone } from "./format.ts";

/** What a page takes for now, and the time zone of whoever looks. */
export type Clock = { now: Date; timeZone: string };

/** A point in time as a person would say it, with the exact one in the title. */
export function Ago({ at, clock }: { at: Date; clock: Clock }) {
  const { timeZone } = clock;
  return (
    <time
      class="whitespace-nowrap"
      dateTime={at.toISOString()}
      title={`${formatMoment(at, timeZone)} (${formatTimeZone(timeZone)})`}
    >
      {formatAgo(at, clock)}
    </time>
  );
}
