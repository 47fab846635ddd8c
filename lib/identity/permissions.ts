export const ROLES = ["owner", "admin", "member", "read_only"] as const;
export type Role = typeof ROLES[number];

export type Permission =
  | "records.read"
  | "records.write"
  | "usage.read"
  | "members.read"
  | "api_keys.read"
  | "api_keys.manage"
  | "settings.manage"
  | "audit.read"
  | "sign_in.manage"
  | "security.read";

const READ_ONLY: Permission[] = ["records.read", "usage.read"];
const MEMBER: Permission[] = [...READ_ONLY, "records.write", "members.read", "api_keys.read"];
const ADMIN: Permission[] = [
  ...MEMBER,
  "api_keys.manage",
  "settings.manage",
  "audit.read",
  "sign_in.manage",
  "security.read",
];

const GRANTS: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(ADMIN),
  admin: new Set(ADMIN),
  member: new Set(MEMBER),
  read_only: new Set(READ_ONLY),
};

export function may(role: Role, permission: Permission): boolean {
  return GRANTS[role].has(permission);
}
