import type { Permission, Role } from "@/lib/identity/permissions.ts";

export const ROLE_NAMES: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  read_only: "Read-only",
};

/** What each permission lets a person do, in the order of the navigation. */
export const PERMISSION_NAMES: Record<Permission, string> = {
  "usage.read": "See usage and limits",
  "records.read": "Look through records and take them away as a file",
  "records.write": "Send records",
  "api_keys.read": "See which API keys there are",
  "api_keys.manage": "Create and revoke API keys",
  "members.read": "See who the members are",
  "audit.read": "Read the audit log",
  "security.read": "See what was odd at the door",
  "settings.manage": "Change the settings",
  "sign_in.manage": "Say how everybody signs in",
};
