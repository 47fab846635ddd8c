import type { AuditEntry } from "@/lib/audit/record.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { deviceName } from "@/lib/identity/device.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";

export type RefusedTry = {
  /** What was shown. */
  kind: MethodKind;
  because: string;
  visitor: Pick<Visitor, "ip" | "userAgent" | "requestId">;
};

/** Nobody has looked at what was shown: the limits keep the number of entries, too. */
const NOT_LOOKED_AT = ["too_many", "paused", "busy", "mail_first"];

export function wasLookedAt({ reason }: { reason: string }): boolean {
  return !NOT_LOOKED_AT.includes(reason);
}

/** The audit entry of a sign-in, or of a proof, that was refused to a member; for whoever is none there is no entry. */
export async function noteRefused(
  tx: TenantTx,
  { userId, ...refused }: RefusedTry & { userId: string },
): Promise<void> {
  const member = await tx.row<{ id: string }>`
    select id from members where tenant_id = ${tx.tenantId} and user_id = ${userId}`;
  if (member) await recordRefused(tx, { ...refused, subject: { kind: "member", id: member.id } });
}

/** The same where nobody knows who it was: about the connection, or about the house. */
export async function noteRefusedStranger(
  tx: TenantTx,
  { connectionId, ...refused }: RefusedTry & { connectionId?: string },
): Promise<void> {
  const subject = connectionId === undefined
    ? { kind: "tenant" as const, id: tx.tenantId }
    : { kind: "connection" as const, id: connectionId };
  await recordRefused(tx, { ...refused, subject });
}

/** Whoever it was has not proven to be the member, so the member has not acted. */
export async function recordRefused(
  tx: TenantTx,
  { kind, because, visitor, subject }: RefusedTry & { subject: AuditEntry["subject"] },
): Promise<void> {
  await recordAudit(tx, {
    actor: { kind: "system", name: "System", requestId: visitor.requestId },
    action: "member.sign_in_refused",
    subject,
    detail: { method: kind, because, from: visitor.ip, device: deviceName(visitor.userAgent ?? null) },
  });
}
