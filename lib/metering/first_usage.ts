import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { EVENT_METERS } from "@/lib/usage/meters.ts";

/** When the tenant first used anything that is counted by events; undefined before it has. */
export async function firstUsage(tenantId: string): Promise<Date | undefined> {
  const [{ at }] = await asTenantRead.one<{ at: Date | null }>(
    tenantId,
    sql`select min((select min(occurred_at) from usage_events u where u.tenant_id = ${tenantId} and u.meter = m.meter))
               as at
          from unnest(${EVENT_METERS}::text[]) as m (meter)`,
  );
  return at ?? undefined;
}
