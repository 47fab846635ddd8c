import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import type { EventMeter } from "@/lib/usage/meters.ts";

/** `day` is a calendar day such as `2026-01-31`. */
export type DayUsage = { day: string; quantity: number };

type Span = {
  meter: EventMeter;
  /** Half-open. */
  from: Date;
  to: Date;
  /** IANA name; it decides where a day ends. */
  timeZone: string;
};

/** Events of one meter for each day that the span touches, a day without any included. */
export async function usageByDay(
  tenantId: string,
  { meter, from, to, timeZone }: Span,
): Promise<DayUsage[]> {
  const last = new Date(to.getTime() - 1);
  return await asTenantRead.one<DayUsage>(
    tenantId,
    prepared(
      "usage by day",
      sql`
        with counted as (
          select (occurred_at at time zone ${timeZone})::date as day, sum(quantity) as quantity from usage_events
           where tenant_id = ${tenantId} and meter = ${meter} and occurred_at >= ${from} and occurred_at < ${to}
           group by 1
        ), days as (
          select day::date from generate_series(
            date_trunc('day', ${from}::timestamptz at time zone ${timeZone}),
            ${last}::timestamptz at time zone ${timeZone}, interval '1 day') as day
        )
        select to_char(day, 'YYYY-MM-DD') as day, coalesce(quantity, 0)::bigint as quantity
          from days left join counted using (day) order by day`,
    ),
  );
}
