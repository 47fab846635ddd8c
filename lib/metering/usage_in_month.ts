import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { EVENT_METERS, type EventMeter } from "@/lib/usage/meters.ts";
import { type Month, monthSpan } from "./spans.ts";

/** What a month used of each meter that counts events; levels and limits are of the present alone. */
export async function usageInMonth(
  tenantId: string,
  month: Month,
): Promise<{ meter: EventMeter; used: number }[]> {
  const { from, to } = monthSpan(month);
  return await asTenantRead.one(
    tenantId,
    sql`select m.meter, coalesce((
                 select sum(quantity) from usage_events u
                  where u.tenant_id = ${tenantId} and u.meter = m.meter
                    and u.occurred_at >= ${from} and u.occurred_at < ${to}), 0)::bigint as used
          from unnest(${EVENT_METERS}::text[]) with ordinality as m (meter, place) order by m.place`,
  );
}
