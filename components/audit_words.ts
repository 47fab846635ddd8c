import type { AuditAction, AuditEntry } from "@/lib/audit/record.ts";
import type { Role } from "@/lib/identity/permissions.ts";
import type { Recognition } from "@/lib/identity/verified_identity.ts";
import { ROLE_NAMES } from "./role_names.ts";

export const ACTION_NAMES: Record<AuditAction, string> = {
  "tenant.opened": "Opened the house",
  "tenant.renamed": "Changed the settings",
  "tenant.suspended": "Suspended the tenant",
  "tenant.restored": "Restored the tenant",
  "member.joined": "Added a member",
  "member.signed_in": "Signed in",
  "member.signed_out": "Signed out",
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
  "api_key.created": "Created an API key",
  "api_key.revoked": "Revoked an API key",
  "job.replayed": "Let a failed job run again",
  "member.confirmed": "Confirmed who they are",
  "member.identity_linked": "Linked an identity",
  "member.password_changed": "Changed their password",
  "member.password_reset": "Set a new password by mail",
  "member.reset_mailed": "Mailed a link for a new password",
  "member.link_mailed": "Mailed a link to sign in",
  "sign_in_policy.changed": "Changed how everybody signs in",
};

const METHODS: Record<Recognition, string> = {
  pwd: "password",
  handoff: "sign-up",
  email: "mail",
  otp: "authenticator app",
  recovery_code: "recovery code",
  passkey: "passkey",
  google: "Google",
  apple: "Apple",
  auth0: "Auth0",
  oidc: "OpenID Connect",
  saml: "SAML",
  privy: "Privy",
  mfa: "more than one factor",
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
  if (name === "methods") return text.split(" ").map((it) => METHODS[it as Recognition] ?? it).join(", ");
  return text;
}
