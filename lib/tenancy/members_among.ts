import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** Those of the people who are active members of the tenant, as of now. */
export async function membersAmong(tenantId: string, userIds: string[]): Promise<Set<string>> {
  const rows = await asTenantRead.one<{ id: string }>(
    tenantId,
    sql`select m.user_id as id from members m
         where m.tenant_id = ${tenantId} and m.user_id = any(${userIds}::uuid[])
           and not exists (select from member_deactivations d
                            where d.tenant_id = m.tenant_id and d.user_id = m.user_id)`,
  );
  return new Set(rows.map((it) => it.id));
}
