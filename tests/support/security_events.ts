import { asTenant } from "@/lib/db/as_tenant.ts";
import { recordSecurityEvent, type SecurityEventKind } from "@/lib/identity/defence/record_security_event.ts";

/** @returns the id of the event. */
export function makeSecurityEvent(
  tenantId: string,
  { userId, kind = "new_device", now = new Date() }: {
    userId?: string;
    kind?: SecurityEventKind;
    now?: Date;
  },
): Promise<string> {
  return asTenant(tenantId, async (tx) => {
    await recordSecurityEvent(tx, { kind, userId, ip: "192.0.2.17", now });
    const row = await tx.row<{ id: string }>`
      select id from security_events where tenant_id = ${tx.tenantId} order by id desc limit 1`;
    return row!.id;
  });
}
