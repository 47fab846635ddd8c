import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { USER_TABLES, userColumns, type UserRow } from "./user_row.ts";

/** Undefined for whom the directory of this tenant does not look after. */
export async function findUser(
  tenantId: string,
  { memberId, withGroups }: { memberId: string; withGroups: boolean },
): Promise<UserRow | undefined> {
  const [row] = await asTenantRead.one<UserRow>(
    tenantId,
    sql`select ${userColumns({ withGroups })} from ${USER_TABLES}
         where u.tenant_id = ${tenantId} and u.member_id = ${memberId}`,
  );
  return row;
}
