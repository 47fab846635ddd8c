import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { MEMBER_COLUMNS, memberOf, type MemberRow } from "./find_member.ts";
import type { ListedMember } from "./list_members.ts";

export type MemberSheet = ListedMember & {
  /** Name of who deactivated the member; null when that person has left, or was no person. */
  deactivatedBy: string | null;
  /** Whether a group of the directory gives the role. */
  isRoleMapped: boolean;
};

type Row = MemberRow & Pick<MemberSheet, "deactivatedAt" | "deactivatedBy" | "isManaged" | "isRoleMapped">;

/** One member, whether they may come in or not; undefined for whoever is no member. */
export async function lookAtMember(tenantId: string, memberId: string): Promise<MemberSheet | undefined> {
  const [row] = await asTenantRead.one<Row>(
    tenantId,
    sql`select ${MEMBER_COLUMNS}, d.deactivated_at as "deactivatedAt", by.name as "deactivatedBy",
               u.member_id is not null as "isManaged",
               coalesce(u.role_is_mapped and m.role <> 'owner', false) as "isRoleMapped"
          from members m
          left join scim_users u on u.tenant_id = m.tenant_id and u.member_id = m.id
          left join roles r on r.tenant_id = m.tenant_id and r.id = m.role_id
          left join member_deactivations d on d.tenant_id = m.tenant_id and d.user_id = m.user_id
          left join members by on by.tenant_id = d.tenant_id and by.user_id = d.deactivated_by
         where m.tenant_id = ${tenantId} and m.id = ${memberId}`,
  );
  if (!row) return undefined;
  const { deactivatedAt, deactivatedBy, isManaged, isRoleMapped, ...member } = row;
  return { ...memberOf(member), deactivatedAt, deactivatedBy, isManaged, isRoleMapped };
}
