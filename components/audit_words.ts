import type { AuditAction, AuditEntry } from "@/lib/audit/record.ts";
import { knownMethod, methodShownAs } from "@/lib/identity/methods/methods.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import type { Role } from "@/lib/identity/permissions.ts";
import { BY_SEVERAL_FACTORS, BY_SIGN_UP, type Recognition } from "@/lib/identity/verified_identity.ts";
import { ROLE_NAMES } from "./role_names.ts";

export const ACTION_NAMES: Record<AuditAction, string> = {
  "tenant.opened": "Opened the house",
  "tenant.renamed": "Changed the settings",
  "tenant.suspended": "Suspended the tenant",
  "tenant.restored": "Restored the tenant",
  "member.joined": "Added a member",
  "member.signed_in": "Signed in",
  "member.signed_out": "Signed out",
  "member.sign_in_refused": "Refused a sign-in",
  "member.email_verified": "Confirmed an email address",
  "member.role_changed": "Changed a member’s role",
  "member.deactivated": "Deactivated a member",
  "member.reactivated": "Reactivated a member",
  "member.removed": "Removed a member",
  "member.left": "Left the house",
  "ownership.transferred": "Handed over the house",
  "role.created": "Made a role",
  "role.changed": "Changed a role",
  "role.deleted": "Deleted a role",
  "invitation.created": "Invited somebody",
  "invitation.resent": "Sent an invitation again",
  "invitation.revoked": "Revoked an invitation",
  "member.authenticator_added": "Added an authenticator app",
  "member.authenticator_removed": "Removed an authenticator app",
  "member.passkey_added": "Added a passkey",
  "member.passkey_removed": "Removed a passkey",
  "member.passkey_copied": "Showed a passkey that was copied",
  "member.recovery_codes_made": "Made new recovery codes",
  "member.recovery_code_used": "Used a recovery code",
  "member.factors_reset": "Reset a member’s second factors",
  "api_key.created": "Created an API key",
  "api_key.revoked": "Revoked an API key",
  "api_key.changed": "Changed an API key",
  "api_key.rotated": "Gave an API key a new secret",
  "job.replayed": "Let a failed job run again",
  "scim_token.created": "Created a token for the directory",
  "scim_token.rotated": "Replaced a token of the directory",
  "scim_token.revoked": "Revoked a token of the directory",
  "member.linked": "Took a member over into the directory",
  "member.synced": "Brought a member up to date",
  "scim_group.created": "Brought a group",
  "scim_group.changed": "Changed a group",
  "scim_group.deleted": "Removed a group",
  "scim_group.mapped": "Gave a group a role",
  "domain.added": "Added a domain",
  "domain.removed": "Removed a domain",
  "domain.proven": "Proved a domain",
  "domain.record_missing": "Missed the record of a domain",
  "domain.record_back": "Found the record of a domain again",
  "connection.created": "Added a sign-on connection",
  "connection.changed": "Changed a sign-on connection",
  "connection.renamed": "Renamed a sign-on connection",
  "connection.secret_replaced": "Replaced the secret of a sign-on connection",
  "connection.certificates_changed": "Changed the certificates of a sign-on connection",
  "connection.deleted": "Deleted a sign-on connection",
  "connection.tested": "Tested a sign-on connection",
  "connection.test_failed": "Tested a sign-on connection in vain",
  "connection.enabled": "Enabled a sign-on connection",
  "connection.disabled": "Disabled a sign-on connection",
  "connection.groups_mapped": "Changed who joins by a connection",
  "connection.enforced": "Made a sign-on connection the only way in",
  "connection.enforcement_ended": "Allowed other ways in again",
  "break_glass.marked": "Marked a break-glass owner",
  "break_glass.unmarked": "Unmarked a break-glass owner",
  "break_glass.used": "Came in past the connection",
  "security_event.reviewed": "Reviewed a security event",
  "member.sessions_ended": "Ended sessions",
  "member.session_token_reused": "Session ended: its token was used twice",
  "member.renamed": "Changed a name",
  "member.email_change_asked": "Asked for another email address",
  "member.email_changed": "Changed an email address",
  "member.confirmed": "Confirmed who they are",
  "member.identity_linked": "Linked an identity",
  "member.password_changed": "Changed their password",
  "member.password_reset": "Set a new password by mail",
  "member.reset_asked": "Had a member mailed a link for a new password",
  "member.reset_mailed": "Mailed a link for a new password",
  "member.link_mailed": "Mailed a link to sign in",
  "sign_in_policy.changed": "Changed how everybody signs in",
  "member.identity_disconnected": "Disconnected an identity",
};

/** What no method alone stands for. */
const RECOGNITIONS: Record<Recognition, string> = {
  [BY_SIGN_UP]: "sign-up",
  [BY_SEVERAL_FACTORS]: "more than one factor",
  email: "mail",
};

/** `Name: Nightly import, hint: x7Qd`; what a thing is called comes first. */
export function detailText(detail: AuditEntry["detail"] = {}): string {
  const { name, ...rest } = detail;
  const parts = Object.entries(name === undefined ? rest : { name, ...rest }).map(([name, value]) =>
    `${name.replaceAll("_", " ")}: ${said(name, value)}`
  );
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function said(name: string, value: string | number | boolean | null): string {
  const text = String(value ?? "none");
  if (name === "role" || name === "role_before") return ROLE_NAMES[text as Role]?.toLowerCase() ?? text;
  if (name === "methods") return methodsText(text);
  if (name === "method") return nounOf(knownMethod(text)) ?? text;
  if (name === "because") return text.replaceAll("_", " ");
  return text;
}

/** `password, passkey` of `pwd passkey`. */
export function methodsText(methods: string): string {
  return methods.split(" ").map((it) => RECOGNITIONS[it] ?? nounOf(methodShownAs(it)) ?? it).join(", ");
}

function nounOf(method: Method | undefined): string | undefined {
  return method?.noun ?? method?.name;
}
