import { ROLE_NAMES } from "@/components/role_names.ts";
import {
  covers,
  type Grantable,
  type Permissions,
  permissionsOf,
  ROLES,
} from "@/lib/identity/permissions.ts";
import { writeRoleChoice } from "@/lib/tenancy/roles/role_choice.ts";

type OwnRole = { id: string; name: string; permissions: Grantable[] };

/** The roles that somebody may give: none that holds more than they do. The most powerful stands first. */
export function roleOptions(mine: Permissions, own: OwnRole[]): { value: string; label: string }[] {
  const builtIn = ROLES.filter((role) => role !== "owner" && covers(mine, permissionsOf(role, null)));
  return [
    ...builtIn.map((role) => ({ value: writeRoleChoice({ role }), label: ROLE_NAMES[role] })),
    ...own.filter((it) => covers(mine, new Set(it.permissions)))
      .map(({ id, name }) => ({ value: writeRoleChoice({ role: "custom", roleId: id }), label: name })),
  ];
}
