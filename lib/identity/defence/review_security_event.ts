import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";

export type Review = { ok: true } | { ok: false; reason: "unknown" };

/** Notes that an admin has looked at it. Twice is once. */
export async function reviewSecurityEvent(
  tenantId: string,
  { eventId, actor, now }: { eventId: string; actor: Actor; now: Date },
): Promise<Review> {
  return await asTenant(tenantId, async (tx) => {
    const event = await tx.row<{ kind: string }>`
      select kind from security_events where tenant_id = ${tx.tenantId} and id = ${eventId}`;
    if (!event) return { ok: false, reason: "unknown" };
    const reviewed = await tx.count`
      insert into security_event_reviews (tenant_id, event_id, reviewed_by, reviewed_at)
      values (${tx.tenantId}, ${eventId}, ${actor.id}, ${now}) on conflict do nothing`;
    if (reviewed > 0) {
      await recordAudit(tx, {
        actor,
        action: "security_event.reviewed",
        subject: { kind: "security_event", id: eventId },
        detail: { kind: event.kind },
      });
    }
    return { ok: true };
  });
}
