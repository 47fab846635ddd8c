import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { acceptRecords, type Batch } from "./accept_records.ts";
import { findRecord } from "./find_record.ts";
import type { Receipt } from "./record_schema.ts";

const now = new Date("2026-03-01T12:00:00Z");
const order = (id?: string, data: object = { total: 1 }) => ({ id, type: "order.created", data });

Deno.test("acceptRecords() stores each record and counts it once, with the call", async () => {
  const acme = await makeBareTenant();
  const call = { requestId: newId(), now };
  const receipt = await accept(acme, { records: [order("a"), order("b")], call });
  assert.deepEqual(receipt, {
    accepted: 2,
    duplicates: 0,
    rejected: 0,
    results: [{ index: 0, status: "accepted", id: "a" }, { index: 1, status: "accepted", id: "b" }],
  });
  assert.deepEqual(await countedIn(acme), { api_calls: 1, records_processed: 2 });
});

Deno.test("acceptRecords() names a record that has no id of its own, and takes the time it arrived", async () => {
  const acme = await makeBareTenant();
  const { results: [{ id }] } = await accept(acme, { records: [order()] });
  assert.match(id!, /^rec_[0-9a-z]{26}$/);
  assert.deepEqual((await findRecord(acme, id!))?.occurred_at, now);
});

Deno.test("acceptRecords() stores the valid records of a batch and says what is wrong with the others", async () => {
  const acme = await makeBareTenant();
  const receipt = await accept(acme, { records: [{ id: "bad", type: "No", data: [] }, order("good"), 7] });
  assert.deepEqual(receipt, {
    accepted: 1,
    duplicates: 0,
    rejected: 2,
    results: [
      {
        index: 0,
        status: "rejected",
        id: "bad",
        errors: [
          { pointer: "/type", rule: "Must be 1 to 100 characters of a-z, 0-9, dot, underscore and hyphen" },
          { pointer: "/data", rule: "Must be a JSON object" },
        ],
      },
      { index: 1, status: "accepted", id: "good" },
      {
        index: 2,
        status: "rejected",
        id: undefined,
        errors: [{ pointer: "", rule: "Must be a JSON object" }],
      },
    ],
  });
  assert.deepEqual(await countedIn(acme), { records_processed: 1 });
});

Deno.test("acceptRecords() keeps the first record of an id, in one batch and across batches", async () => {
  const acme = await makeBareTenant();
  const first = await accept(acme, {
    records: [order("a", { n: 1 }), order("a", { n: 2 }), order("a", { n: 1 })],
  });
  assert.deepEqual(first.results, [
    { index: 0, status: "accepted", id: "a" },
    { index: 1, status: "duplicate", id: "a", differs: true },
    { index: 2, status: "duplicate", id: "a" },
  ]);
  const second = await accept(acme, { records: [order("a", { n: 1 }), order("b")] });
  assert.deepEqual(second.results, [
    { index: 0, status: "duplicate", id: "a" },
    { index: 1, status: "accepted", id: "b" },
  ]);
  assert.deepEqual((await findRecord(acme, "a"))?.data, { n: 1 });
  assert.deepEqual(await countedIn(acme), { records_processed: 2 });
});

Deno.test("acceptRecords() tells a duplicate of another time or type, and not one that names no time", async () => {
  const acme = await makeBareTenant();
  const timed = (occurred_at?: string, type = "order") => ({ id: "a", type, data: {}, occurred_at });
  await accept(acme, { records: [timed("2026-01-01T01:00:00+01:00")] });
  const { results } = await accept(acme, {
    records: [
      timed("2026-01-01T00:00:00Z"),
      timed("2026-01-01T00:00:01Z"),
      timed(),
      timed("2026-01-01T00:00:00Z", "refund"),
    ],
  });
  assert.deepEqual(results.map((it) => "differs" in it), [false, true, false, true]);
});

Deno.test("acceptRecords() keeps two tenants' records of one id apart", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  for (const tenant of [acme, globex]) {
    assert.equal((await accept(tenant, { records: [order("same", { tenant })] })).accepted, 1);
  }
  assert.deepEqual((await findRecord(acme, "same"))?.data, { tenant: acme });
  assert.deepEqual((await findRecord(globex, "same"))?.data, { tenant: globex });
});

Deno.test("acceptRecords() gives the kept answer to a repetition with its Idempotency-Key", async () => {
  const acme = await makeBareTenant();
  const batch = { records: [order(), { type: "?" }], idempotencyKey: "k", now };
  const first = await acceptRecords(acme, { ...batch, call: { requestId: "one", now } });
  const again = await acceptRecords(acme, { ...batch, call: { requestId: "two", now } });
  assert.ok(first.ok && again.ok);
  assert.deepEqual([first.isReplay, again.isReplay], [false, true]);
  assert.equal(JSON.stringify(again.receipt), JSON.stringify(first.receipt));
  assert.deepEqual(await countedIn(acme), { api_calls: 2, records_processed: 1 });
});

Deno.test("acceptRecords() refuses an Idempotency-Key that came with another batch", async () => {
  const acme = await makeBareTenant();
  await accept(acme, { records: [order("a")], idempotencyKey: "k" });
  const other = await acceptRecords(acme, { records: [order("b")], idempotencyKey: "k", now });
  assert.deepEqual(other, { ok: false, reason: "idempotency_key_reused" });
  assert.equal(await findRecord(acme, "b"), undefined);
});

Deno.test("acceptRecords() lets one of many concurrent repetitions store, and the others wait for its answer", async () => {
  const acme = await makeBareTenant();
  const batch = { records: [order(), order()], idempotencyKey: "k", now };
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => acceptRecords(acme, batch)));
  assert.equal(outcomes.filter((it) => it.ok && !it.isReplay).length, 1);
  assert.equal(new Set(outcomes.map((it) => it.ok && JSON.stringify(it.receipt))).size, 1);
  assert.deepEqual(await countedIn(acme), { records_processed: 2 });
});

Deno.test("acceptRecords() keeps the keys of two tenants apart", async () => {
  for (const tenant of [await makeBareTenant(), await makeBareTenant()]) {
    const outcome = await acceptRecords(tenant, { records: [order("a")], idempotencyKey: "k", now });
    assert.ok(outcome.ok && !outcome.isReplay);
  }
});

Deno.test("acceptRecords() takes the same ids in any order from many senders without a deadlock", async () => {
  const acme = await makeBareTenant();
  const records = Array.from({ length: 200 }, (_, index) => order(`r${index}`));
  const receipts = await Promise.all(
    Array.from(
      { length: 12 },
      (_, sender) => accept(acme, { records: sender % 2 === 0 ? records : records.toReversed() }),
    ),
  );
  assert.equal(receipts.reduce((sum, it) => sum + it.accepted, 0), 200);
  assert.deepEqual(await countedIn(acme), { records_processed: 200 });
});

Deno.test("acceptRecords() refuses an empty batch and one of 1,001", async () => {
  const acme = await makeBareTenant();
  assert.deepEqual(await acceptRecords(acme, { records: [], now }), { ok: false, reason: "no_records" });
  const records = Array.from({ length: 1_001 }, () => order());
  assert.deepEqual(await acceptRecords(acme, { records, now }), { ok: false, reason: "too_many_records" });
  assert.equal((await accept(acme, { records: records.slice(1) })).accepted, 1_000);
});

Deno.test("acceptRecords() leaves nothing when the batch fails halfway", async () => {
  const acme = await makeBareTenant();
  const records = [order("a")];
  const brokenCall = { requestId: null as unknown as string, now };
  await assert.rejects(acceptRecords(acme, { records, call: brokenCall, idempotencyKey: "k", now }));
  assert.deepEqual(await countedIn(acme), {});
  assert.equal((await accept(acme, { records, idempotencyKey: "k" })).accepted, 1);
});

async function accept(tenantId: string, batch: Omit<Batch, "now">): Promise<Receipt> {
  const outcome = await acceptRecords(tenantId, { now, ...batch });
  assert.ok(outcome.ok);
  return outcome.receipt;
}

async function countedIn(tenantId: string): Promise<Record<string, number>> {
  const rows = await asTenant.one<{ meter: string; sum: number }>(
    tenantId,
    sql`select meter, sum(quantity)::bigint from usage_events where tenant_id = ${tenantId} group by meter order by 1`,
  );
  return Object.fromEntries(rows.map((it) => [it.meter, it.sum]));
}
