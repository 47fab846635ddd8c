import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { type Member, MEMBER_COLUMNS, memberOf, type MemberRow } from "./find_member.ts";

export type ListedMember = Member & {
  /** Since when the person may not come in; null for those who may. */
  deactivatedAt: Date | null;
  /** Whether the tenant's directory looks after them. */
  isManaged: boolean;
};

/** Everybody in the tenant, the first to join first. */
export async function listMembers(tenantId: string): Promise<ListedMember[]> {
  const rows = await asTenantRead.one<MemberRow & Pick<ListedMember, "deactivatedAt" | "isManaged">>(
    tenantId,
    sql`select ${MEMBER_COLUMNS}, d.deactivated_at as "deactivatedAt", u.member_id is not null as "isManaged"
          from members m
          left join scim_users u on u.tenant_id = m.tenant_id and u.member_id = m.id
          left join roles r on r.tenant_id = m.tenant_id and r.id = m.role_id
          left join member_deactivations d on d.tenant_id = m.tenant_id and d.user_id = m.user_id
         where m.tenant_id = ${tenantId} order by m.joined_at, m.id`,
  );
  return rows.map(({ deactivatedAt, isManaged, ...row }) => ({ ...memberOf(row), deactivatedAt, isManaged }));
}
