import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { USER_TABLES, userColumns, type UserRow } from "./user_row.ts";

/** The user as it is now, and as it stays until the transaction ends. */
export async function holdUser(tx: TenantTx, memberId: string): Promise<UserRow | undefined> {
  return await tx.row<UserRow>`
    select ${userColumns({ withGroups: true })} from ${USER_TABLES}
     where u.tenant_id = ${tx.tenantId} and u.member_id = ${memberId} for update of m`;
}
