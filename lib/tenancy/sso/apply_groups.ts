import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { roleOfGroups } from "./role_of_groups.ts";

type Applying = { connectionId: string; userId: string; groups: string[] };
type Row = { name: string; defaultRole: "read_only" | "member" };

/**
 * Gives a member the role that their groups stand for now, where the connection decides it. Owners stay owners, and whose
 * role a group of the directory gives has that one.
 */
export async function applyGroups(
  tx: TenantTx,
  { connectionId, userId, groups }: Applying,
): Promise<void> {
  const connection = await tx.row<Row>`
    select name, default_role as "defaultRole" from sso_connections
     where tenant_id = ${tx.tenantId} and id = ${connectionId} and applies_groups`;
  if (!connection) return;
  const defaultRole = { role: connection.defaultRole };
  const { to, held } = await roleOfGroups(tx, { connectionId, groups, defaultRole });
  const changed = await tx.row<{ id: string; name: string; before: string }>`
    update members m set role = ${to.role}, role_id = ${held.roleId}
      from (select b.id, b.role, r.name as role_name from members b
              left join roles r on r.tenant_id = b.tenant_id and r.id = b.role_id
             where b.tenant_id = ${tx.tenantId} and b.user_id = ${userId} for update of b) before
     where m.tenant_id = ${tx.tenantId} and m.id = before.id and m.role <> 'owner'
       and not exists (select from scim_users u
                        where u.tenant_id = m.tenant_id and u.member_id = m.id and u.role_is_mapped)
       and (m.role, m.role_id) is distinct from (${to.role}, ${held.roleId}::uuid)
    returning m.id, m.name, coalesce(before.role_name, before.role) as before`;
  if (!changed) return;
  await recordAudit(tx, {
    actor: { kind: "system", name: connection.name },
    action: "member.role_changed",
    subject: { kind: "member", id: changed.id },
    detail: { name: changed.name, role_before: changed.before, role: held.name },
  });
}
