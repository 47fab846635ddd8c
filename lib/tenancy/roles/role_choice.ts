import type { TenantTx } from "@/lib/db/as_tenant.ts";
import {
  type Grantable,
  type Permissions,
  permissionsOf,
  type Role,
  ROLES,
} from "@/lib/identity/permissions.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";

/** A role as it is given: one that every tenant has, but for the owner's, or one of the tenant's own. */
export type RoleChoice = { role: Exclude<Role, "owner"> } | { role: "custom"; roleId: string };

/** Of a form: `admin`, or the public id of a role; undefined for what is neither. */
export function readRoleChoice(text: string): RoleChoice | undefined {
  if (text !== "owner" && ROLES.includes(text as Role)) return { role: text as Exclude<Role, "owner"> };
  const roleId = parsePublicId("rol", text);
  return roleId === undefined ? undefined : { role: "custom", roleId };
}

/** What `readRoleChoice()` reads. */
export function writeRoleChoice(role: { role: string; roleId?: string | null }): string {
  return role.roleId ? publicId("rol", role.roleId) : role.role;
}

export type HeldRole = { roleId?: string; name: string; permissions: Permissions };

/** What the role grants, and keeps granting until the transaction ends; undefined for one that is not there. */
export async function holdRole(tx: TenantTx, choice: RoleChoice): Promise<HeldRole | undefined> {
  if (choice.role !== "custom") return { name: choice.role, permissions: permissionsOf(choice.role, null) };
  const row = await tx.row<{ name: string; granted: Grantable[] }>`
    select name, permissions as granted from roles
     where tenant_id = ${tx.tenantId} and id = ${choice.roleId} for share`;
  return row && { roleId: choice.roleId, name: row.name, permissions: permissionsOf("custom", row.granted) };
}
