import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import type { EventMeter } from "@/lib/usage/meters.ts";
import type { Compared } from "./spans.ts";

/** `day` is a calendar day such as `2026-01-31`. */
export type DayUsage = { day: string; quantity: number };

export type DailyUsage = {
  /** Each day that the span touches, a day without any event included; the sum is what the span has used. */
  days: DayUsage[];
  /** What the stretch before has used. */
  before: number;
};

type Asked = Compared & {
  meter: EventMeter;
  /** IANA name; it decides where a day ends. */
  timeZone: string;
};

/** Events of one meter by day. A day that the span cuts has what lies inside. */
export async function usageByDay(
  tenantId: string,
  { meter, span: { from, to }, before, timeZone }: Asked,
): Promise<DailyUsage> {
  const last = new Date(to.getTime() - 1);
  const rows = await asTenantRead.one<DayUsage & { before: number }>(
    tenantId,
    prepared(
      "usage by day",
      sql`
      with days as (
        select day::date, greatest(day at time zone ${timeZone}, ${from}) as starts,
               least((day + interval '1 day') at time zone ${timeZone}, ${to}) as ends
          from generate_series(
            date_trunc('day', ${from}::timestamptz at time zone ${timeZone}),
            ${last}::timestamptz at time zone ${timeZone}, interval '1 day') as day
      )
      select to_char(day, 'YYYY-MM-DD') as day,
             (select coalesce(sum(quantity), 0)::bigint from usage_events
               where tenant_id = ${tenantId} and meter = ${meter}
                 and occurred_at >= starts and occurred_at < ends) as quantity,
             (select coalesce(sum(quantity), 0)::bigint from usage_events
               where tenant_id = ${tenantId} and meter = ${meter}
                 and occurred_at >= ${before.from} and occurred_at < ${before.to}) as before
        from days order by day`,
    ),
  );
  return { days: rows.map(({ day, quantity }) => ({ day, quantity })), before: rows[0]?.before ?? 0 };
}
