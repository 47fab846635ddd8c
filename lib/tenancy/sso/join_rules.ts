import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, asTenantRead, type TenantTx } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { holdConnection } from "@/lib/identity/connections/hold_connection.ts";
import type { JoinRole } from "@/lib/identity/connections/list_connections.ts";
import { covers } from "@/lib/identity/permissions.ts";
import { standings } from "../membership/standing.ts";
import { holdRole, type RoleChoice } from "../roles/role_choice.ts";

/** A group may stand for every role but the owner's. */
export type GroupRole = { group: string; to: RoleChoice };

export type JoinRules = {
  joinsPeople: boolean;
  defaultRole: JoinRole;
  /** Whether each sign-in sets the role that the groups stand for. */
  appliesGroups: boolean;
  groupRoles: GroupRole[];
};

export type KeptRules =
  | { ok: true }
  | { ok: false; reason: "not_found" }
  /** `group` is the one whose role it is about. */
  | { ok: false; reason: "unknown_role" | "above_your_role"; group: string };

/** Groups in the order of the alphabet. */
export async function listGroupRoles(
  tenantId: string,
  connectionId: string,
): Promise<(GroupRole & { roleName: string | null })[]> {
  const rows = await asTenantRead.one<
    { group: string; role: string; roleId: string; roleName: string | null }
  >(
    tenantId,
    sql`select g.group_name as "group", g.role, g.role_id as "roleId", r.name as "roleName"
          from sso_group_roles g left join roles r on r.tenant_id = g.tenant_id and r.id = g.role_id
         where g.tenant_id = ${tenantId} and g.connection_id = ${connectionId} order by g.group_name`,
  );
  return rows.map(({ group, role, roleId, roleName }) => ({ group, to: choiceOf(role, roleId), roleName }));
}

export function choiceOf(role: string, roleId: string | null): RoleChoice {
  return roleId === null ? { role } as RoleChoice : { role: "custom", roleId };
}

type Keeping = {
  connectionId: string;
  rules: JoinRules;
  /** Id of the row in `members`. */
  by: string;
  actor: Actor;
};

/** Who may join by a connection, and as what. Nobody lets a group stand for more than they hold themselves. */
export async function keepJoinRules(
  tenantId: string,
  { connectionId: id, rules, by, actor }: Keeping,
): Promise<KeptRules> {
  return await asTenant(tenantId, async (tx): Promise<KeptRules> => {
    const held = await holdConnection(tx, id);
    if (!held) return { ok: false, reason: "not_found" };
    const refusal = await refuseRoles(tx, { rules, by });
    if (refusal) return refusal;
    const { joinsPeople, defaultRole, appliesGroups, groupRoles } = rules;
    await tx.count`
      update sso_connections
         set joins_people = ${joinsPeople}, default_role = ${defaultRole}, applies_groups = ${appliesGroups}
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await tx.count`delete from sso_group_roles where tenant_id = ${tx.tenantId} and connection_id = ${id}`;
    for (const { group, to } of groupRoles) {
      await tx.count`
        insert into sso_group_roles (tenant_id, connection_id, group_name, role, role_id)
        values (${tx.tenantId}, ${id}, ${group}, ${to.role}, ${to.role === "custom" ? to.roleId : null})`;
    }
    await recordAudit(tx, {
      actor,
      action: "connection.groups_mapped",
      subject: { kind: "connection", id },
      detail: {
        name: held.name,
        joins_people: joinsPeople,
        role: defaultRole,
        applies_groups: appliesGroups,
        groups: groupRoles.map((it) => it.group).join(", ").slice(0, 1_000) || null,
      },
    });
    return { ok: true };
  });
}

async function refuseRoles(
  tx: TenantTx,
  { rules, by }: { rules: JoinRules; by: string },
): Promise<KeptRules | undefined> {
  const { acting } = await standings(tx, { by, memberId: by });
  for (const { group, to } of rules.groupRoles) {
    const role = await holdRole(tx, to);
    if (!role) return { ok: false, reason: "unknown_role", group };
    if (!acting || !covers(acting.permissions, role.permissions)) {
      return { ok: false, reason: "above_your_role", group };
    }
  }
}
