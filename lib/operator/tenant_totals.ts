import { asPlatform } from "@/lib/db/as_platform.ts";
import type { Tx } from "@/lib/db/transaction.ts";
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

type Counts = Pick<TenantTotals, "tenants" | "suspended" | "activeThisWeek">;

const DAYS = 30;

/** How the whole row does, for operators. Reads a month of usage events, by their index. */
export async function tenantTotals(
  { operator, now }: { operator: string; now: Date },
): Promise<TenantTotals> {
  const month = monthOf(now);
  const from = new Date(Math.min(daysUntil(now, DAYS).getTime(), month.getTime()));
  const [counts, days] = await asPlatform(
    `${operator} looks at the totals`,
    (tx) => Promise.all([countsOf(tx, now), daysOf(tx, { from, to: now })]),
  );
  const ofMonth = days.filter((it) => it.day >= month.toISOString().slice(0, 10));
  const usedThisMonth = ofEveryMeter(null);
  for (const { used } of ofMonth) for (const meter of EVENT_METERS) usedThisMonth[meter] += used[meter];
  return { ...counts, usedThisMonth, days: days.slice(-DAYS) };
}

async function countsOf(tx: Tx, now: Date): Promise<Counts> {
  const counts = await tx.row<Counts>`
    select (select count(*) from platform.tenants) as tenants,
           (select count(*) from platform.tenant_suspensions where lifted_at is null) as suspended,
           (select count(*) from platform.tenants t
             where exists (select from usage_events u where u.tenant_id = t.id and u.meter = any(${EVENT_METERS})
                              and u.occurred_at >= ${weekBefore(now)})) as "activeThisWeek"`;
  return counts!;
}

async function daysOf(tx: Tx, { from, to }: { from: Date; to: Date }): Promise<DayTotals[]> {
  const days = await tx.rows<DayTotals>`
    with counted as (
      select u.tenant_id, (u.occurred_at at time zone 'UTC')::date as day, u.meter, sum(u.quantity) as quantity
        from platform.tenants t
        join usage_events u on u.tenant_id = t.id and u.meter = any(${EVENT_METERS}) and u.occurred_at >= ${from}
       group by 1, 2, 3
    ), used as (
      select day, jsonb_object_agg(meter, quantity) as used
        from (select day, meter, sum(quantity)::bigint as quantity from counted group by day, meter) by_meter
       group by day
    ), active as (
      select day, count(distinct tenant_id) as active from counted group by day
    )
    select to_char(day, 'YYYY-MM-DD') as day, coalesce(active, 0) as active, used,
           (select count(*) from platform.tenants t
             where t.created_at < (day + interval '1 day') at time zone 'UTC') as tenants
      from generate_series(${from}::timestamptz at time zone 'UTC', ${to}::timestamptz at time zone 'UTC',
                           interval '1 day') as midnight
      cross join lateral (select midnight::date as day) days
      left join used using (day) left join active using (day)
     order by day`;
  return days.map((it) => ({ ...it, used: ofEveryMeter(it.used) }));
}
