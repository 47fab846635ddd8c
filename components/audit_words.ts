import type { AuditAction, AuditEntry } from "@/lib/audit/record.ts";

const ACTIONS: Record<AuditAction, string> = {
  "tenant.opened": "Opened the house",
  "tenant.renamed": "Changed the settings",
  "tenant.suspended": "Suspended the tenant",
  "tenant.restored": "Restored the tenant",
  "member.joined": "Added a member",
  "member.signed_in": "Signed in",
  "member.signed_out": "Signed out",
  "member.email_verified": "Confirmed an email address",
  "api_key.created": "Created an API key",
  "api_key.revoked": "Revoked an API key",
};

export function actionName(action: AuditAction): string {
  return ACTIONS[action];
}

/** `Name: Nightly import, role: admin`. */
export function detailText(detail: AuditEntry["detail"] = {}): string {
  const words = Object.entries(detail).map(([name, value]) =>
    `${name.replaceAll("_", " ")}: ${value ?? "none"}`
  );
  const text = words.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
