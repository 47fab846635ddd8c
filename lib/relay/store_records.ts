import { prepared, type Sql, sql } from "@/lib/db/sql.ts";
import type { Arrival } from "./read_batch.ts";

/**
 * Inserts those whose key is new, the first of each key, and one usage event for each of them in the same statement.
 * Gives `id` of those inserted.
 */
export function storingStatement(
  tenantId: string,
  { arrivals, now }: { arrivals: Arrival[]; now: Date },
): Sql {
  const { uuids, keys, types, times, data, sizes } = columnsOf(arrivals.toSorted(byKey));
  return prepared(
    "store records",
    sql`
      with stored as (
        insert into records (tenant_id, id, key, type, occurred_at, data, size_bytes, received_at)
        select ${tenantId}, *, ${now} from unnest(${uuids}::uuid[], ${keys}::text[], ${types}::text[],
          ${times}::timestamptz[], ${data}::jsonb[], ${sizes}::integer[])
        on conflict (tenant_id, key) do nothing
        returning id
      ), counted as (
        insert into usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
        select ${tenantId}, 'records', id::text, 'records_processed', 1, ${now} from stored
      )
      select id from stored`,
  );
}

/** Gives `id` of those that say something else than the record stored under their key. */
export function differingStatement(tenantId: string, doubles: Arrival[]): Sql {
  const { uuids, keys, types, times, data } = columnsOf(doubles);
  const ownTimes = times.map((it, index) => doubles[index].isTimeAssumed ? null : it);
  return sql`
    select d.id from unnest(${uuids}::uuid[], ${keys}::text[], ${types}::text[], ${ownTimes}::timestamptz[],
      ${data}::jsonb[]) as d (id, key, type, occurred_at, data)
    join records r on r.tenant_id = ${tenantId} and r.key = d.key
    where (r.type, r.data, r.occurred_at) is distinct from (d.type, d.data, coalesce(d.occurred_at, r.occurred_at))`;
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
