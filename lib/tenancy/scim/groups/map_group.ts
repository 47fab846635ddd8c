import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { covers, type Grantable, type Permissions, permissionsOf } from "@/lib/identity/permissions.ts";
import { standings } from "@/lib/tenancy/membership/standing.ts";
import { holdRole, type RoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import { applyGroupRoles } from "./apply_group_roles.ts";
import { holdGroup, holdMembers, membersOf } from "./hold_group.ts";

type Mapping = {
  groupId: string;
  /** Undefined for none: its members keep what other groups give them, or the lowest. */
  to?: RoleChoice;
  /** Id of the member who maps, in `members`. */
  by: string;
  actor: Actor;
  now: Date;
};

export type GroupMapping =
  | { ok: true }
  | { ok: false; reason: "not_found" | "unknown_role" | "above_your_role" };

/** Says which role a group stands for; its members have it in the same moment. Nobody maps a group to, or from, more than they hold. */
export async function mapGroup(
  tenantId: string,
  { groupId, to, by, actor, now }: Mapping,
): Promise<GroupMapping> {
  return await asTenant(tenantId, async (tx) => {
    const group = await holdGroup(tx, groupId);
    if (!group) return { ok: false, reason: "not_found" };
    const memberIds = await membersOf(tx, groupId);
    await holdMembers(tx, [...memberIds, by]);
    const before = await roleOf(tx, groupId);
    const role = to && await holdRole(tx, to);
    if (to && !role) return { ok: false, reason: "unknown_role" };
    const { acting } = await standings(tx, { by, memberId: by });
    const isAbove = (it: { permissions: Permissions } | undefined) =>
      it !== undefined && !covers(acting!.permissions, it.permissions);
    if (!acting || isAbove(before) || isAbove(role)) return { ok: false, reason: "above_your_role" };
    if (to) await map(tx, { groupId, to, actor, now });
    else {await tx
        .count`delete from scim_group_roles where tenant_id = ${tx.tenantId} and group_id = ${groupId}`;}
    await recordAudit(tx, {
      actor,
      action: "scim_group.mapped",
      subject: { kind: "scim_group", id: groupId },
      detail: { name: group.displayName, role_before: before?.name ?? null, role: role?.name ?? null },
    });
    await applyGroupRoles(tx, { memberIds, actor });
    return { ok: true };
  });
}

async function map(
  tx: TenantTx,
  { groupId, to, actor, now }: { groupId: string; to: RoleChoice; actor: Actor; now: Date },
) {
  const roleId = to.role === "custom" ? to.roleId : null;
  await tx.count`
    insert into scim_group_roles (tenant_id, group_id, role, role_id, mapped_by, mapped_at)
    values (${tx.tenantId}, ${groupId}, ${to.role}, ${roleId}, ${actor.id}, ${now})
    on conflict (tenant_id, group_id) do update
      set role = excluded.role, role_id = excluded.role_id, mapped_by = excluded.mapped_by, mapped_at = excluded.mapped_at`;
}

type Row = { role: "admin" | "member" | "read_only" | "custom"; name: string; granted: Grantable[] | null };

async function roleOf(
  tx: TenantTx,
  groupId: string,
): Promise<{ name: string; permissions: Permissions } | undefined> {
  const row = await tx.row<Row>`
    select gr.role, coalesce(r.name, gr.role) as name, r.permissions as granted
      from scim_group_roles gr left join roles r on r.tenant_id = gr.tenant_id and r.id = gr.role_id
     where gr.tenant_id = ${tx.tenantId} and gr.group_id = ${groupId}`;
  return row && { name: row.name, permissions: permissionsOf(row.role, row.granted) };
}
