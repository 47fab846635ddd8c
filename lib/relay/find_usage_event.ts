import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { EventMeter } from "@/lib/usage/meters.ts";
import { OwnId } from "./record_schema.ts";

/** What a record has cost: the event that was counted when it was stored. */
export type RecordUsage = { eventId: string; meter: EventMeter; quantity: number; occurredAt: Date };

/** @param id of the record, as the outside calls it. */
export async function findUsageEvent(tenantId: string, id: string): Promise<RecordUsage | undefined> {
  if (!OwnId.safeParse(id).success) return undefined;
  const [found] = await asTenantRead.one<RecordUsage>(
    tenantId,
    sql`select u.event_id as "eventId", u.meter, u.quantity, u.occurred_at as "occurredAt"
          from records r
          join usage_events u on u.tenant_id = r.tenant_id and u.source = 'records' and u.event_id = r.id::text
         where r.tenant_id = ${tenantId} and r.key = ${id}`,
  );
  return found;
}
