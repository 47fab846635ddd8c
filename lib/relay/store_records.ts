import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { announceChange } from "@/lib/usage/announce.ts";
import type { Arrival } from "./read_batch.ts";

/**
 * Inserts those whose key is new, the first of each key, and one usage event for each of them in the same statement.
 * @returns the UUIDs of those inserted.
 */
export async function storeRecords(
  tx: TenantTx,
  { arrivals, now }: { arrivals: Arrival[]; now: Date },
): Promise<Set<string>> {
  const { uuids, keys, types, times, data, sizes } = columnsOf(arrivals.toSorted(byKey));
  const rows = await tx.rows<{ id: string }>`
    with stored as (
      insert into records (tenant_id, id, key, type, occurred_at, data, size_bytes, received_at)
      select ${tx.tenantId}, *, ${now} from unnest(${uuids}::uuid[], ${keys}::text[], ${types}::text[],
        ${times}::timestamptz[], ${data}::jsonb[], ${sizes}::integer[])
      on conflict (tenant_id, key) do nothing
      returning id
    ), counted as (
      insert into usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
      select ${tx.tenantId}, 'records', id::text, 'records_processed', 1, ${now} from stored
    )
    select id from stored`;
  if (rows.length > 0) announceChange(tx);
  return new Set(rows.map((it) => it.id));
}

/** @returns the UUIDs of those that say something else than the record stored under their key. */
export async function findDiffering(tx: TenantTx, doubles: Arrival[]): Promise<Set<string>> {
  const { uuids, keys, types, times, data } = columnsOf(doubles);
  const ownTimes = times.map((it, index) => doubles[index].isTimeAssumed ? null : it);
  const rows = await tx.rows<{ uuid: string }>`
    select d.uuid from unnest(${uuids}::uuid[], ${keys}::text[], ${types}::text[], ${ownTimes}::timestamptz[],
      ${data}::jsonb[]) as d (uuid, key, type, occurred_at, data)
    join records r on r.tenant_id = ${tx.tenantId} and r.key = d.key
    where (r.type, r.data, r.occurred_at) is distinct from (d.type, d.data, coalesce(d.occurred_at, r.occurred_at))`;
  return new Set(rows.map((it) => it.uuid));
}

/** One order everywhere: two batches with the same keys wait for each other, and never in a circle. */
function byKey(a: Arrival, b: Arrival): number {
  if (a.key === b.key) return a.index - b.index;
  return a.key < b.key ? -1 : 1;
}

function columnsOf(arrivals: Arrival[]) {
  return {
    uuids: arrivals.map((it) => it.uuid),
    keys: arrivals.map((it) => it.key),
    types: arrivals.map((it) => it.type),
    // As text: the driver writes a Date in this machine's zone, to the minute, and zones before 1900 had seconds.
    times: arrivals.map((it) => it.occurredAt.toISOString()),
    data: arrivals.map((it) => it.data),
    sizes: arrivals.map((it) => it.sizeBytes),
  };
}
