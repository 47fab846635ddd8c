import type { TenantTx } from "@/lib/db/as_tenant.ts";

export type AddressedMember = {
  id: string;
  userId: string;
  name: string;
  /** As the person wrote it. */
  email: string;
  isProven: boolean;
  tenantName: string;
};

/** Of several who named the address the one who has proven it, or who came first; undefined for a stranger. */
export async function findMemberByAddress(
  tx: TenantTx,
  address: string,
): Promise<AddressedMember | undefined> {
  return await tx.row<AddressedMember>`
    select m.id, found.user_id as "userId", found.name, found.email, found.is_proven as "isProven", h.name as "tenantName"
      from gate.members_by_address(${address}) with ordinality as found (user_id, name, email, is_proven, place)
      join members m on m.tenant_id = ${tx.tenantId} and m.user_id = found.user_id
     cross join gate.house() h
     order by found.place limit 1`;
}
