import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Role } from "../permissions.ts";
import { holdConnection } from "./hold_connection.ts";
import type { JoinRole } from "./list_connections.ts";

/** A group may stand for every role but the owner's. */
export type GroupRole = { group: string; role: Exclude<Role, "owner"> };

export type JoinRules = {
  joinsPeople: boolean;
  defaultRole: JoinRole;
  /** Whether each sign-in sets the role that the groups stand for. */
  appliesGroups: boolean;
  groupRoles: GroupRole[];
};

/** Groups in the order of the alphabet. */
export async function listGroupRoles(tenantId: string, connectionId: string): Promise<GroupRole[]> {
  return await asTenantRead.one<GroupRole>(
    tenantId,
    sql`select group_name as "group", role from sso_group_roles
         where tenant_id = ${tenantId} and connection_id = ${connectionId} order by group_name`,
  );
}

/** Who may join by a connection, and as what. */
export async function keepJoinRules(
  tenantId: string,
  { connectionId: id, rules, actor }: { connectionId: string; rules: JoinRules; actor: Actor },
): Promise<{ ok: true } | { ok: false; reason: "not_found" }> {
  return await asTenant(tenantId, async (tx) => {
    const held = await holdConnection(tx, id);
    if (!held) return { ok: false, reason: "not_found" };
    const { joinsPeople, defaultRole, appliesGroups, groupRoles } = rules;
    await tx.count`
      update sso_connections
         set joins_people = ${joinsPeople}, default_role = ${defaultRole}, applies_groups = ${appliesGroups}
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await tx.count`delete from sso_group_roles where tenant_id = ${tx.tenantId} and connection_id = ${id}`;
    await tx.count`
      insert into sso_group_roles (tenant_id, connection_id, group_name, role)
      select ${tx.tenantId}, ${id}, it ->> 'group', it ->> 'role' from jsonb_array_elements(${
      JSON.stringify(groupRoles)
    }::jsonb) it`;
    await recordAudit(tx, {
      actor,
      action: "connection.groups_mapped",
      subject: { kind: "connection", id },
      detail: {
        name: held.name,
        joins_people: joinsPeople,
        role: defaultRole,
        applies_groups: appliesGroups,
        groups: groupRoles.map((it) => `${it.group} → ${it.role}`).join("; ").slice(0, 1_000) || null,
      },
    });
    return { ok: true };
  });
}
