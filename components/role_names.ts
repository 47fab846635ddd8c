import type { Role } from "@/lib/identity/permissions.ts";

export const ROLE_NAMES: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  read_only: "Read-only",
};
