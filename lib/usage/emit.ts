import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { prepared, type Sql, sql } from "@/lib/db/sql.ts";
import { announceChange } from "./announce.ts";
import type { EventMeter } from "./meters.ts";

export type UsageEvent = {
  meter: EventMeter;
  /** In the meter's unit; a positive whole number. */
  quantity: number;
  /** Who counts, such as `api` or `records`; with `eventId` it names the event once and for all. */
  source: string;
  eventId: string;
  occurredAt: Date;
};

/**
 * Counts what happened in the transaction that makes it happen. An event already counted is not counted again.
 * @returns how many of the events were new.
 */
export async function emitUsage(tx: TenantTx, events: UsageEvent[]): Promise<number> {
  const added = await tx.count(countingStatement(tx.tenantId, events));
  if (added > 0) announceChange(tx);
  return added;
}

/** The same as a statement, to send beside another one; whoever sends it announces the change. */
export function countingStatement(tenantId: string, events: UsageEvent[]): Sql {
  return prepared(
    "count usage",
    sql`
      insert into usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
      select ${tenantId}, * from unnest(${events.map((it) => it.source)}::text[], ${
      events.map((it) => it.eventId)
    }::text[],
        ${events.map((it) => it.meter)}::text[], ${events.map((it) => it.quantity)}::bigint[],
        ${events.map((it) => it.occurredAt)}::timestamptz[])
      on conflict do nothing`,
  );
}
