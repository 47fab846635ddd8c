/** The roles that every tenant has. */
export const ROLES = ["owner", "admin", "member", "read_only"] as const;
export type Role = typeof ROLES[number];

/** A role of those, or `custom`: one that the tenant made for itself. */
export type AnyRole = Role | "custom";

/** What a role may be given, in the order of the navigation; the table `roles` has the same list. */
export const GRANTABLE = [
  "usage.read",
  "records.read",
  "records.write",
  "api_keys.read",
  "api_keys.manage",
  "members.read",
  "members.manage",
  "roles.manage",
  "sign_in.manage",
  "audit.read",
  "security.read",
  "settings.manage",
] as const;

/** What an owner alone may do. */
const OWNERS_ALONE = ["ownership.transfer"] as const;

export type Grantable = typeof GRANTABLE[number];
export type Permission = Grantable | typeof OWNERS_ALONE[number];
export type Permissions = ReadonlySet<Permission>;

export const PERMISSIONS: readonly Permission[] = [...GRANTABLE, ...OWNERS_ALONE];

const READ_ONLY: Permission[] = ["records.read", "usage.read"];
const MEMBER: Permission[] = [...READ_ONLY, "records.write", "members.read", "api_keys.read"];

const GRANTS: Record<Role, Permissions> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(GRANTABLE),
  member: new Set(MEMBER),
  read_only: new Set(READ_ONLY),
};

export function may(role: Role, permission: Permission): boolean {
  return GRANTS[role].has(permission);
}

/** @param granted what the tenant's own role holds; looked at for `custom` alone. */
export function permissionsOf(role: AnyRole, granted: readonly Permission[] | null): Permissions {
  return role === "custom" ? new Set(granted) : GRANTS[role];
}

/** Whether the first holds all that the second does: nobody gives, or acts upon, more than that. */
export function covers(mine: Permissions, theirs: Permissions): boolean {
  return theirs.isSubsetOf(mine);
}
