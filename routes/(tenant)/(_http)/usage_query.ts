import { z } from "zod";
import type { UsageFilter } from "@/lib/metering/list_usage_events.ts";
import { isMonth, monthOf, monthSpan, type Span } from "@/lib/metering/spans.ts";
import { EVENT_METERS } from "@/lib/usage/meters.ts";
import { daySpan } from "@/routes/(_http)/day_span.ts";
import type { Clock } from "@/components/Ago.tsx";

const Query = z.object({
  meter: z.enum(EVENT_METERS).catch("records_processed"),
  month: z.string().catch(""),
  /** A calendar day of whoever looks. */
  day: z.string().catch(""),
  event: z.string().trim().max(200).catch(""),
});

export type UsageQuery = z.infer<typeof Query>;

type Read = {
  query: UsageQuery;
  /** The month that is shown: the one asked for, that of the day, or the present one. */
  month: string;
  filter: UsageFilter;
};

/** What the screen of usage and its file are asked for. A day alone is a whole day; with a month, what lies inside. */
export function readUsageQuery(url: URL, { now, timeZone }: Clock): Read {
  const query = Query.parse(Object.fromEntries(url.searchParams));
  const day = daySpan({ from: query.day, to: query.day }, timeZone);
  const hasMonth = isMonth(query.month);
  const month = hasMonth ? query.month : monthOf(day.from ?? now);
  const whole = monthSpan(month);
  const span = day.from && day.to
    ? hasMonth ? overlap(whole, { from: day.from, to: day.to }) : { from: day.from, to: day.to }
    : whole;
  return { query, month, filter: { meter: query.meter, span, eventId: query.event || undefined } };
}

/** Of two spans apart from each other, an empty one. */
function overlap(one: Span, other: Span): Span {
  const from = new Date(Math.max(one.from.getTime(), other.from.getTime()));
  const to = new Date(Math.min(one.to.getTime(), other.to.getTime()));
  return { from, to: to < from ? from : to };
}
