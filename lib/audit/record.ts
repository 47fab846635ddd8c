import type { TenantTx } from "@/lib/db/tenant_tx.ts";
import { newId } from "@/lib/ids.ts";
import type { Actor } from "./actor.ts";

/** Everything that leaves an entry. A new action is added here first. */
export const AUDIT_ACTIONS = [
  "tenant.opened",
  "tenant.renamed",
  "tenant.suspended",
  "tenant.restored",
  "member.joined",
  "member.signed_in",
  "member.signed_out",
  "member.sign_in_refused",
  "member.email_verified",
  "member.role_changed",
  "member.deactivated",
  "member.reactivated",
  "member.removed",
  "member.left",
  "ownership.transferred",
  "role.created",
  "role.changed",
  "role.deleted",
  "invitation.created",
  "invitation.resent",
  "invitation.revoked",
  "member.authenticator_added",
  "member.authenticator_removed",
  "member.passkey_added",
  "member.passkey_removed",
  "member.passkey_copied",
  "member.recovery_codes_made",
  "member.recovery_code_used",
  "member.factors_reset",
  "api_key.created",
  "api_key.revoked",
  "api_key.changed",
  "api_key.rotated",
  "job.replayed",
  "scim_token.created",
  "scim_token.rotated",
  "scim_token.revoked",
  "member.linked",
  "member.synced",
  "scim_group.created",
  "scim_group.changed",
  "scim_group.deleted",
  "scim_group.mapped",
  "domain.added",
  "domain.removed",
  "domain.proven",
  "domain.record_missing",
  "domain.record_back",
  "connection.created",
  "connection.changed",
  "connection.renamed",
  "connection.secret_replaced",
  "connection.certificates_changed",
  "connection.deleted",
  "connection.tested",
  "connection.test_failed",
  "connection.enabled",
  "connection.disabled",
  "connection.groups_mapped",
  "connection.enforced",
  "connection.enforcement_ended",
  "break_glass.marked",
  "break_glass.unmarked",
  "break_glass.used",
  "security_event.reviewed",
  "member.sessions_ended",
  "member.session_token_reused",
  "member.renamed",
  "member.email_change_asked",
  "member.email_changed",
  "member.confirmed",
  "member.identity_linked",
  "member.password_changed",
  "member.password_reset",
  "member.reset_asked",
  "member.reset_mailed",
  "member.link_mailed",
  "sign_in_policy.changed",
  "member.identity_disconnected",
] as const;

export type AuditAction = typeof AUDIT_ACTIONS[number];

export type AuditEntry = {
  actor: Actor;
  action: AuditAction;
  /** What it happened to, such as `{ kind: "api_key", id }`. */
  subject: {
    kind:
      | "tenant"
      | "member"
      | "api_key"
      | "job"
      | "role"
      | "invitation"
      | "domain"
      | "connection"
      | "scim_token"
      | "scim_group"
      | "security_event";
    id: string;
  };
  /** Shown to the tenant; never a secret. */
  detail?: Record<string, string | number | boolean | null>;
};

/** Leaves an entry that commits with the change it describes, or not at all. */
export async function recordAudit(
  tx: TenantTx,
  { actor, action, subject, detail = {} }: AuditEntry,
): Promise<void> {
  await tx.count`
    insert into audit_entries (tenant_id, id, action, actor_kind, actor_id, actor_name, subject_kind, subject_id, detail, request_id)
    values (${tx.tenantId}, ${newId()}, ${action}, ${actor.kind}, ${actor.id}, ${actor.name},
            ${subject.kind}, ${subject.id}, ${detail}, ${actor.requestId})`;
}
