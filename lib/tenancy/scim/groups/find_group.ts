import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { groupColumns, type GroupRow } from "./group_row.ts";

/** @param options `withMembers` reads all of them, which may be thousands. */
export async function findGroup(
  tenantId: string,
  { groupId, withMembers }: { groupId: string; withMembers: boolean },
): Promise<GroupRow | undefined> {
  const [row] = await asTenantRead.one<GroupRow>(
    tenantId,
    sql`select ${groupColumns({ withMembers })} from scim_groups g
         where g.tenant_id = ${tenantId} and g.id = ${groupId}`,
  );
  return row;
}
