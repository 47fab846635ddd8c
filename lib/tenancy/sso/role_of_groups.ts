import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { type HeldRole, holdRole, type RoleChoice } from "../roles/role_choice.ts";
import { choiceOf } from "./join_rules.ts";

export type GivenRole = { to: RoleChoice; held: HeldRole };

type Asked = { connectionId: string; groups: string[]; defaultRole: RoleChoice };

/** Of the roles that a person's groups stand for the one that holds most; without any, the default one. */
export async function roleOfGroups(
  tx: TenantTx,
  { connectionId, groups, defaultRole }: Asked,
): Promise<GivenRole> {
  const rows = await tx.rows<{ role: string; roleId: string | null }>`
    select distinct role, role_id as "roleId" from sso_group_roles
     where tenant_id = ${tx.tenantId} and connection_id = ${connectionId} and group_name = any(${groups})`;
  const given: GivenRole[] = [];
  for (const to of [defaultRole, ...rows.map((it) => choiceOf(it.role, it.roleId))]) {
    const held = await holdRole(tx, to);
    if (held) given.push({ to, held });
  }
  // Stable, and the default one first: of equals a group goes before it.
  const ofGroups = given.slice(1).toSorted((one, other) =>
    other.held.permissions.size - one.held.permissions.size
  );
  return ofGroups[0] ?? given[0];
}
