import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** Those of the people who are members of the tenant, as of now. */
export async function membersAmong(tenantId: string, userIds: string[]): Promise<Set<string>> {
  const rows = await asTenantRead.one<{ id: string }>(
    tenantId,
    sql`select user_id as id from members where tenant_id = ${tenantId} and user_id = any(${userIds}::uuid[])`,
  );
  return new Set(rows.map((it) => it.id));
}
