import type { EndReason } from "@/lib/identity/list_sessions.ts";

export const END_REASONS: Record<EndReason, string> = {
  signed_out: "Signed out",
  refresh_reused: "Used twice, so we ended it",
  revoked_by_self: "Ended by you",
  revoked_by_admin: "Ended by an admin",
  revoked_by_operator: "Ended by us",
  password_changed: "The password changed",
  password_reset: "The password was set anew",
  address_proven: "The address was proven by mail",
  factor_changed: "A way to sign in changed",
  email_changed: "The address changed",
  member_deactivated: "Deactivated",
  member_left: "Left the house",
  policy_changed: "The house changed how one signs in",
  suspicious: "Looked wrong, so we ended it",
};
