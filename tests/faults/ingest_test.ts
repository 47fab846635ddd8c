import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { batchOf } from "./batch_of.ts";

const WORKERS = 24;
const STORM_MS = 10_000;
const KILL_EVERY_MS = 150;

type Sent = { tenantId: string; records: { id: string }[]; idempotencyKey?: string; requestId: string };

Deno.test("a storm of killed backends loses no acknowledged record, doubles none and shows none to another tenant", async () => {
  const tenants = [await makeBareTenant(), await makeBareTenant()];
  const until = performance.now() + STORM_MS;
  const killed = killBackends(until);
  const acknowledged: Sent[] = [];
  let failures = 0;
  await Promise.all(Array.from({ length: WORKERS }, async (_, worker) => {
    const tenantId = tenants[worker % tenants.length];
    while (performance.now() < until) {
      const sent = newBatch(tenantId, worker);
      // As a client does: again and again, with the same ids, until there is an answer.
      while (!(await isAcknowledged(sent))) failures++;
      acknowledged.push(sent);
      if (!(await readsOnlyIts(tenantId))) failures++;
    }
  }));
  assert.ok(await killed > 0 && failures > 0, `a storm: ${await killed} killed, ${failures} calls failed`);

  await everyBatchIsStoredOnce(acknowledged, tenants);
  for (const sent of acknowledged.slice(-WORKERS)) assert.ok(await isAcknowledged(sent));
  await everyBatchIsStoredOnce(acknowledged, tenants);
});

Deno.test("a process killed in the middle of batches leaves each whole or not at all, and a retry doubles none", async () => {
  const size = 400;
  for (let round = 1; round <= 6; round++) {
    const tenantId = await makeBareTenant();
    const last = await sendUntilKilled(tenantId, { size, acknowledged: round * 2, spareMs: round * 7 });
    const stored = await batchesOf(tenantId);
    for (const [type, counts] of stored) assert.deepEqual(counts, { records: size, events: size }, type);
    for (let number = 0; number <= last; number++) {
      assert.ok(stored.has(`batch-${number}`), `${number} is lost`);
    }
    for (let number = 0; number <= last + 1; number++) {
      assert.ok((await acceptRecords(tenantId, { records: batchOf(number, size), now: new Date() })).ok);
    }
    const retried = await batchesOf(tenantId);
    for (const [type, counts] of retried) assert.deepEqual(counts, { records: size, events: size }, type);
  }
});

function newBatch(tenantId: string, worker: number): Sent {
  const records = Array.from({ length: 1 + Math.floor(Math.random() * 40) }, () => ({
    id: newId(),
    type: `worker-${worker}`,
    data: { of: tenantId },
  }));
  return {
    tenantId,
    records,
    idempotencyKey: Math.random() < 0.5 ? newId() : undefined,
    requestId: newId(),
  };
}

async function isAcknowledged({ tenantId, records, idempotencyKey, requestId }: Sent): Promise<boolean> {
  const now = new Date();
  try {
    const outcome = await acceptRecords(tenantId, { records, idempotencyKey, now, call: { requestId, now } });
    assert.ok(outcome.ok && outcome.receipt.rejected === 0);
    return true;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return false; // the connection died; what became of the batch is not known
  }
}

async function readsOnlyIts(tenantId: string): Promise<boolean> {
  try {
    const page = await listRecords(tenantId);
    assert.ok(page.ok && page.records.every((it) => it.data.of === tenantId));
    return true;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return false;
  }
}

async function everyBatchIsStoredOnce(acknowledged: Sent[], tenants: string[]) {
  await asSuperuser(async (client) => {
    await client.query("analyze pooled.records, pooled.usage_events");
    const { rows: wrong } = await client.query(
      `select id from pooled.records where tenant_id = any($1) and data->>'of' <> tenant_id::text`,
      [tenants],
    );
    assert.deepEqual(wrong, []);
    for (const tenantId of tenants) {
      const sent = acknowledged.filter((it) => it.tenantId === tenantId);
      const { rows } = await client.query(
        `select r.key, count(distinct r.id)::int as records, count(e.event_id)::int as events
           from pooled.records r left join pooled.usage_events e
             on e.tenant_id = r.tenant_id and e.source = 'records' and e.event_id = r.id::text and e.quantity = 1
          where r.tenant_id = $1 group by r.key`,
        [tenantId],
      );
      assert.deepEqual(rows.filter((it) => it.records !== 1 || it.events !== 1), []);
      const stored = new Set(rows.map((it) => it.key));
      const ids = sent.flatMap((it) => it.records.map((record) => record.id));
      assert.deepEqual(ids.filter((id) => !stored.has(id)), []);
      assert.equal(stored.size, ids.length, "every batch was acknowledged in the end");
      const { rows: [{ calls, records }] } = await client.query(
        `select count(*) filter (where meter = 'api_calls')::int as calls,
                count(*) filter (where meter = 'records_processed')::int as records
           from pooled.usage_events where tenant_id = $1`,
        [tenantId],
      );
      assert.deepEqual({ calls, records }, { calls: sent.length, records: ids.length });
    }
  });
}

async function killBackends(until: number): Promise<number> {
  return await asSuperuser(async (client) => {
    let killed = 0;
    while (performance.now() < until) {
      await pause(KILL_EVERY_MS);
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where usename = 'rowhouse_app' order by random() limit 1`,
      );
      killed += rowCount ?? 0;
    }
    return killed;
  });
}

/** @returns the number of the last batch that the process saw acknowledged. */
async function sendUntilKilled(
  tenantId: string,
  { size, acknowledged, spareMs }: { size: number; acknowledged: number; spareMs: number },
): Promise<number> {
  const others = await backends();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/faults/send_batches.ts", tenantId, String(size)],
    stdout: "piped",
  }).spawn();
  let printed = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    if (printed.split("\n").length <= acknowledged && (printed + text).split("\n").length > acknowledged) {
      setTimeout(() => child.kill("SIGKILL"), spareMs);
    }
    printed += text;
  }
  await child.status;
  // What the dead process had sent is still carried out.
  while ((await backends()).some((pid) => !others.includes(pid))) await pause(5);
  return Number(printed.trim().split("\n").at(-1));
}

async function backends(): Promise<number[]> {
  const { rows } = await asSuperuser((client) =>
    client.query("select pid from pg_stat_activity where usename = 'rowhouse_app'")
  );
  return rows.map((it) => it.pid);
}

/** Records and usage events by the type of the record. */
async function batchesOf(tenantId: string): Promise<Map<string, { records: number; events: number }>> {
  return await asSuperuser(async (client) => {
    await client.query("analyze pooled.records, pooled.usage_events");
    const { rows } = await client.query(
      `select r.type, count(*)::int as records, count(e.event_id)::int as events
         from pooled.records r left join pooled.usage_events e
           on e.tenant_id = r.tenant_id and e.source = 'records' and e.event_id = r.id::text
        where r.tenant_id = $1 group by r.type`,
      [tenantId],
    );
    return new Map(rows.map(({ type, records, events }) => [type, { records, events }]));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
