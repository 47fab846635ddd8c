import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import type { Anomaly } from "./anomalies.ts";

/** What a tenant's admins and our operators are shown; `guessing` is many wrong answers for one person or house. */
export type SecurityEventKind = Anomaly | "guessing";

export type NewSecurityEvent = {
  kind: SecurityEventKind;
  /** Whom it is about; undefined where no member is meant, as with one source that tries many names. */
  userId?: string;
  ip: string;
  /** Never a secret, never what was typed as a password. */
  detail?: Record<string, string | number | boolean>;
  now: Date;
};

export async function recordSecurityEvent(
  tx: TenantTx,
  { kind, userId, ip, detail = {}, now }: NewSecurityEvent,
): Promise<void> {
  await tx.count`
    insert into security_events (tenant_id, id, kind, user_id, ip, detail, recorded_at)
    values (${tx.tenantId}, ${newId()}, ${kind}, ${userId}, ${ip}, ${detail}, ${now})`;
}
