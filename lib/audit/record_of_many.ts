import type { TenantTx } from "@/lib/db/tenant_tx.ts";
import { newId } from "@/lib/ids.ts";
import type { AuditEntry } from "./record.ts";

/** The entries of a change that happens to many at once, in one statement; none of none. */
export async function recordAuditOfMany(tx: TenantTx, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ actor, action, subject, detail = {} }) => ({
    id: newId(),
    action,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    subject_kind: subject.kind,
    subject_id: subject.id,
    detail,
    request_id: actor.requestId,
  }));
  await tx.count`
    insert into audit_entries (tenant_id, id, action, actor_kind, actor_id, actor_name, subject_kind, subject_id, detail, request_id)
    select ${tx.tenantId}, it.id, it.action, it.actor_kind, it.actor_id, it.actor_name, it.subject_kind, it.subject_id, it.detail, it.request_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (
        id uuid, action text, actor_kind text, actor_id uuid, actor_name text, subject_kind text, subject_id text,
        detail jsonb, request_id text)`;
}
