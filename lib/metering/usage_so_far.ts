import { prepared, sql } from "@/lib/db/sql.ts";
import { type ApiCall, asCaller } from "@/lib/usage/as_caller.ts";
import { isEventMeter, type Meter } from "@/lib/usage/meters.ts";
import { PACE_DAYS, projectMonthEnd } from "./project_month_end.ts";
import { monthOf, monthSpan } from "./spans.ts";

export type UsageSoFar = {
  /** The calendar month in UTC, half-open. */
  from: Date;
  to: Date;
  meters: MeterUsage[];
};

export type MeterUsage = {
  meter: Meter;
  /** Events of the month, or the level right now. */
  used: number;
  /** Null is unlimited; 0 where no entitlement grants the meter. */
  limit: number | null;
  /** What the whole month will have used at the present pace; null for a level. */
  projected: number | null;
};

/** Meters that something counts already. */
export const COUNTED: Meter[] = ["api_calls", "records_processed", "storage_bytes", "active_members"];

type Row = Omit<MeterUsage, "projected"> & { recent: number; firstAt: Date | null };

/** What the tenant has used of each meter, beside what its entitlements grant at `now`. */
export async function usageSoFar(
  tenantId: string,
  { now, call }: { now: Date; call?: ApiCall },
): Promise<UsageSoFar> {
  const { from, to } = monthSpan(monthOf(now));
  const paceFrom = new Date(now.getTime() - PACE_DAYS * 86_400_000);
  const rows = await asCaller.read<Row>(
    tenantId,
    call,
    prepared(
      "usage so far",
      sql`
      with levels (meter, quantity) as (
        select 'storage_bytes', sum(size_bytes) from records where tenant_id = ${tenantId}
        union all
        select 'active_members', count(*) from members m
         where m.tenant_id = ${tenantId}
           and not exists (select from member_deactivations d
                            where d.tenant_id = m.tenant_id and d.user_id = m.user_id)
      )
      select m.meter,
             coalesce((select quantity from levels l where l.meter = m.meter),
                      (select sum(quantity) from usage_events u where u.tenant_id = ${tenantId}
                          and u.meter = m.meter and u.occurred_at >= ${from} and u.occurred_at < ${to}),
                      0)::bigint as used,
             coalesce((select sum(quantity) from usage_events u where u.tenant_id = ${tenantId}
                          and u.meter = m.meter and u.occurred_at >= ${paceFrom} and u.occurred_at < ${now}),
                      0)::bigint as recent,
             (select min(occurred_at) from usage_events u
               where u.tenant_id = ${tenantId} and u.meter = m.meter) as "firstAt",
             case when e.feature is null then 0 else e.limit_quantity end as limit
        from unnest(${COUNTED}::text[]) with ordinality as m (meter, place)
        left join tenant_entitlements e on e.tenant_id = ${tenantId} and e.feature = m.meter
         and (e.ends_at is null or e.ends_at > ${now})
       order by m.place`,
    ),
  );
  const meters = rows.map(({ recent, firstAt, ...usage }) => {
    const pace = { used: usage.used, recent, firstAt, now, to };
    return { ...usage, projected: isEventMeter(usage.meter) ? projectMonthEnd(pace) : null };
  });
  return { from, to, meters };
}
