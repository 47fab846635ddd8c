import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Arrival } from "./read_batch.ts";

/**
 * Inserts those whose key is new, the first of each key, and one usage event for each of them in the same statement.
 * @returns the UUIDs of those inserted.
 */
export async function storeRecords(tx: TenantTx, arrivals: Arrival[], now: Date): Promise<Set<string>> {
  // In one order everywhere: two batches with the same keys wait for each other, and never in a circle.
  const sorted = arrivals.toSorted((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index);
  const rows = await tx.rows<{ id: string }>`
    with stored as (
      insert into records (tenant_id, id, key, type, occurred_at, data, size_bytes, received_at)
      select ${tx.tenantId}, *, ${now} from unnest(
        ${sorted.map((it) => it.uuid)}::uuid[], ${sorted.map((it) => it.key)}::text[],
        ${sorted.map((it) => it.type)}::text[], ${
    sorted.map((it) => it.occurredAt.toISOString())
  }::timestamptz[],
        ${sorted.map((it) => it.data)}::jsonb[], ${sorted.map((it) => it.sizeBytes)}::integer[])
      on conflict (tenant_id, key) do nothing
      returning id
    ), counted as (
      insert into usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
      select ${tx.tenantId}, 'records', id::text, 'records_processed', 1, ${now} from stored
    )
    select id from stored`;
  return new Set(rows.map((it) => it.id));
}

/** @returns the UUIDs of those that say something else than the record stored under their key. */
export async function findDiffering(tx: TenantTx, doubles: Arrival[]): Promise<Set<string>> {
  const rows = await tx.rows<{ uuid: string }>`
    select d.uuid from unnest(
      ${doubles.map((it) => it.uuid)}::uuid[], ${doubles.map((it) => it.key)}::text[],
      ${doubles.map((it) => it.type)}::text[], ${doubles.map((it) => it.data)}::jsonb[],
      ${doubles.map((it) => it.isTimeAssumed ? null : it.occurredAt.toISOString())}::timestamptz[]
    ) as d (uuid, key, type, data, occurred_at)
    join records r on r.tenant_id = ${tx.tenantId} and r.key = d.key
    where (r.type, r.data, r.occurred_at) is distinct from (d.type, d.data, coalesce(d.occurred_at, r.occurred_at))`;
  return new Set(rows.map((it) => it.uuid));
}
