import { asPlatform } from "@/lib/db/as_platform.ts";
import { EVENT_METERS, type EventMeter, ofEveryMeter } from "@/lib/usage/meters.ts";
import { daysUntil, monthOf, weekBefore } from "./spans.ts";

export type TenantTotals = {
  tenants: number;
  suspended: number;
  /** With a usage event in the seven days before `now`. */
  activeThisWeek: number;
  /** In the calendar month of `now`, UTC. */
  usedThisMonth: Record<EventMeter, number>;
  /** The last 30 calendar days, UTC, oldest first. */
  days: DayTotals[];
};

/** `day` such as `2026-11-14`; `tenants` is how many there were at its end. */
export type DayTotals = { day: string; tenants: number; active: number; used: Record<EventMeter, number> };

type Row = Omit<TenantTotals, "usedThisMonth"> & {
  usedThisMonth: Partial<Record<EventMeter, number>> | null;
};

const DAYS = 30;

/** How the whole row does, for operators. Reads a month of usage events, by their index. */
export async function tenantTotals(
  { operator, now }: { operator: string; now: Date },
): Promise<TenantTotals> {
  const from = daysUntil(now, DAYS);
  const since = new Date(Math.min(from.getTime(), monthOf(now).getTime()));
  const row = await asPlatform(`${operator} looks at the totals`, (tx) =>
    tx.row<Row>`
    with counted as (
      select u.tenant_id, (u.occurred_at at time zone 'UTC')::date as day, u.meter, sum(u.quantity)::bigint as quantity
        from platform.tenants t
        join usage_events u on u.tenant_id = t.id and u.meter = any(${EVENT_METERS}) and u.occurred_at >= ${since}
       group by 1, 2, 3
    ), by_meter as (
      select day, meter, sum(quantity)::bigint as quantity from counted group by day, meter
    ), by_day as (
      select day::date, (select count(*) from platform.tenants t where t.created_at < (day + interval '1 day') at time zone 'UTC') as tenants,
             (select count(distinct c.tenant_id) from counted c where c.day = days.day::date) as active,
             (select coalesce(jsonb_object_agg(b.meter, b.quantity), '{}') from by_meter b where b.day = days.day::date) as used
        from generate_series(${from}::timestamptz at time zone 'UTC', ${now}::timestamptz at time zone 'UTC', interval '1 day') days (day)
    )
    select (select count(*) from platform.tenants) as tenants,
           (select count(*) from platform.tenant_suspensions where lifted_at is null) as suspended,
           (select count(*) from platform.tenants t
             where exists (select from usage_events u where u.tenant_id = t.id and u.meter = any(${EVENT_METERS})
                              and u.occurred_at >= ${weekBefore(now)})) as "activeThisWeek",
           (select jsonb_object_agg(meter, quantity) from (
              select meter, sum(quantity)::bigint as quantity from by_meter
               where day >= (${
      monthOf(now)
    }::timestamptz at time zone 'UTC')::date group by meter) month) as "usedThisMonth",
           (select jsonb_agg(jsonb_build_object('day', day, 'tenants', tenants, 'active', active, 'used', used) order by day)
              from by_day) as days`);
  const { usedThisMonth, days, ...totals } = row!;
  return {
    ...totals,
    usedThisMonth: ofEveryMeter(usedThisMonth),
    days: days.map((it) => ({ ...it, used: ofEveryMeter(it.used) })),
  };
}
