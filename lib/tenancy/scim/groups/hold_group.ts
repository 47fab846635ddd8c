import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { groupColumns, type GroupRow } from "./group_row.ts";

export type HeldGroup = GroupRow & { isMapped: boolean };

/** The group as it is now, and as it stays until the transaction ends: its members and its role too. */
export async function holdGroup(tx: TenantTx, groupId: string): Promise<HeldGroup | undefined> {
  return await tx.row<HeldGroup>`
    select ${groupColumns({ withMembers: false })},
           exists (select from scim_group_roles gr where gr.tenant_id = g.tenant_id and gr.group_id = g.id) as "isMapped"
      from scim_groups g where g.tenant_id = ${tx.tenantId} and g.id = ${groupId} for update of g`;
}

/** Holds those of the people who are members, in the order that every transaction keeps; nobody comes between. */
export async function holdMembers(tx: TenantTx, memberIds: string[]): Promise<void> {
  await tx.rows`
    select id from members where tenant_id = ${tx.tenantId} and id = any(${memberIds}::uuid[]) order by id for update`;
}

export async function membersOf(tx: TenantTx, groupId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>`
    select member_id as id from scim_group_members where tenant_id = ${tx.tenantId} and group_id = ${groupId}`;
  return rows.map((it) => it.id);
}
