import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** @param member `timeZone` is one of `TIME_ZONES`; undefined for whatever the tenant's is. */
export async function keepOwnTimeZone(
  tenantId: string,
  { userId, timeZone }: { userId: string; timeZone?: string },
): Promise<void> {
  await asTenant.one(
    tenantId,
    sql`insert into member_preferences (tenant_id, user_id, time_zone)
        values (${tenantId}, ${userId}, ${timeZone})
        on conflict (tenant_id, user_id) do update set time_zone = excluded.time_zone`,
  );
}
