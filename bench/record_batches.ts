import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { newId } from "@/lib/ids.ts";
import { pool } from "@/lib/db/connect.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { plainTable } from "./plain_table.ts";
import { rates } from "./rates.ts";
import { DATA } from "./record_data.ts";
import { inWords, type Result } from "./result.ts";

const CONNECTIONS = 4;
const BATCH = 1_000;

/** Batches of 1,000 records through validation, deduplication and metering, against the bare insert of the same rows. */
export async function recordBatches(): Promise<Result[]> {
  const tenantId = await makeBareTenant();
  await using _records = await plainTable("records", "insert");
  await using _events = await plainTable("usage_events", "insert");
  const { ratio, ours } = await rates({
    atOnce: CONNECTIONS,
    ours: () => acceptRecords(tenantId, { records: sent(), now: new Date() }),
    bare: () => bareInsert(tenantId),
  });
  return [{
    ...ratio,
    name: "Records in batches of 1,000, on four connections, against insert … select unnest of the same rows",
    target: { atLeast: 0.6 },
    aside: `${inWords(ours.median * BATCH)} records a second`,
  }];
}

function sent() {
  return Array.from({ length: BATCH }, () => ({ id: newId(), type: "order.created", data: DATA }));
}

async function bareInsert(tenantId: string) {
  const ids = Array.from({ length: BATCH }, () => newId());
  const client = await pool("app").connect();
  try {
    await client.query("begin");
    await client.query(
      `insert into public.plain_records (tenant_id, id, key, type, occurred_at, data, size_bytes)
       select $1, id, id::text, 'order.created', now(), data, 90 from unnest($2::uuid[], $3::jsonb[]) as r (id, data)`,
      [tenantId, ids, ids.map(() => JSON.stringify(DATA))],
    );
    await client.query(
      `insert into public.plain_usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
       select $1, 'records', id::text, 'records_processed', 1, now() from unnest($2::uuid[]) as r (id)`,
      [tenantId, ids],
    );
    await client.query("commit");
  } finally {
    client.release();
  }
}
