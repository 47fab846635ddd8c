import { prepared, sql } from "@/lib/db/sql.ts";
import { type ApiCall, asCaller } from "@/lib/usage/as_caller.ts";
import type { Meter } from "@/lib/usage/meters.ts";

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
};

/** Meters that something counts already. */
export const COUNTED: Meter[] = ["api_calls", "records_processed", "storage_bytes", "active_members"];

/** What the tenant has used of each meter, beside what its entitlements grant at `now`. */
export async function usageSoFar(
  tenantId: string,
  { now, call }: { now: Date; call?: ApiCall },
): Promise<UsageSoFar> {
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
  const meters = await asCaller.read<MeterUsage>(
    tenantId,
    call,
    prepared(
      "usage so far",
      sql`
        with used (meter, quantity) as (
          select meter, sum(quantity) from usage_events
           where tenant_id = ${tenantId} and occurred_at >= ${from} and occurred_at < ${to} group by meter
          union all
          select 'storage_bytes', sum(size_bytes) from records where tenant_id = ${tenantId}
          union all
          select 'active_members', count(*) from members where tenant_id = ${tenantId}
        )
        select m.meter, coalesce(u.quantity, 0)::bigint as used,
               case when e.feature is null then 0 else e.limit_quantity end as limit
          from unnest(${COUNTED}::text[]) with ordinality as m (meter, place)
          left join used u on u.meter = m.meter
          left join tenant_entitlements e on e.tenant_id = ${tenantId} and e.feature = m.meter
           and (e.ends_at is null or e.ends_at > ${now})
         order by m.place`,
    ),
  );
  return { from, to, meters };
}
