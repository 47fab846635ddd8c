import { asPlatform } from "@/lib/db/as_platform.ts";
import type { SecurityEventKind } from "@/lib/identity/defence/record_security_event.ts";

/** What was odd at the door of any tenant. */
export type EventOfTenant = {
  id: string;
  tenantId: string;
  tenantName: string;
  kind: SecurityEventKind;
  name: string | null;
  ip: string;
  detail: Record<string, string | number | boolean>;
  recordedAt: Date;
};

export type EventsOfTenants = { events: EventOfTenant[]; nextCursor?: string };

const PAGE_SIZE = 50;

/** The latest first. A cursor is the id of the last one seen, which is ordered by time; any other text is the start. */
export async function listEventsOfTenants(
  { operator, cursor, atMost = PAGE_SIZE }: { operator: string; cursor?: string; atMost?: number },
): Promise<EventsOfTenants> {
  const seen = /^[0-9a-f-]{36}$/.test(cursor ?? "") ? cursor : null;
  const found = await asPlatform(`${operator} reads security events`, (tx) =>
    tx.rows<EventOfTenant>`
      select e.id, e.tenant_id as "tenantId", t.name as "tenantName", e.kind, m.name, e.ip, e.detail,
             e.recorded_at as "recordedAt"
        from security_events e
        join platform.tenants t on t.id = e.tenant_id
        left join members m on m.tenant_id = e.tenant_id and m.user_id = e.user_id
       where ${seen}::uuid is null or e.id < ${seen}
       order by e.id desc limit ${atMost + 1}`);
  const events = found.slice(0, atMost);
  return { events, nextCursor: found.length > atMost ? events.at(-1)!.id : undefined };
}
