import type { AnyRole, Permission, Role } from "@/lib/identity/permissions.ts";

export const ROLE_NAMES: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  read_only: "Read-only",
};

/** What a member's role is called; one of the tenant's own has its own name. */
export function roleName({ role, roleName }: { role: AnyRole; roleName?: string }): string {
  return role === "custom" ? roleName! : ROLE_NAMES[role];
}

/** What each permission lets a person do, in the order of the navigation. */
export const PERMISSION_NAMES: Record<Permission, string> = {
  "usage.read": "See usage and limits",
  "records.read": "Look through records and take them away as a file",
  "records.write": "Send records",
  "api_keys.read": "See which API keys there are",
  "api_keys.manage": "Create and revoke API keys",
  "members.read": "See who the members are",
  "members.manage": "Invite members, change their roles, deactivate and remove them",
  "roles.manage": "Make roles and change what they may do",
  "sign_in.manage": "Say how everybody signs in",
  "audit.read": "Read the audit log",
  "security.read": "See security events",
  "settings.manage": "Change the settings",
  "ownership.transfer": "Hand over the house",
};
