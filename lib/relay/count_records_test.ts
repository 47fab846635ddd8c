import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { acceptRecords } from "./accept_records.ts";
import { countByType, MOST_OF_A_TYPE } from "./count_by_type.ts";
import { COUNTED_AT_MOST, countRecords } from "./count_records.ts";

const now = new Date("2026-03-01T12:00:00Z");

Deno.test("countRecords() and countByType() count the tenant's own records, under the same filters as the list", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  assert.deepEqual([await countRecords(acme), await countByType(acme)], [0, []]);
  await send(acme, { "order.paid": 3, "order.created": 3, refund: 7 });
  await send(globex, { alarm: 1 });
  assert.equal(await countRecords(acme), 13);
  assert.equal(await countRecords(acme, { type: "refund" }), 7);
  assert.equal(await countRecords(acme, { idPart: "REFUND-1" }), 1);
  assert.equal(await countRecords(acme, { receivedTo: now }), 0);
  for (const filter of [{ type: "\0" }, { idPart: "\0" }]) assert.equal(await countRecords(acme, filter), 0);
  assert.deepEqual(await countByType(acme), [
    { type: "refund", count: 7 },
    { type: "order.created", count: 3 },
    { type: "order.paid", count: 3 },
  ]);
  assert.deepEqual(await countByType(globex), [{ type: "alarm", count: 1 }]);
});

Deno.test("countRecords() and countByType() stop counting where a number says enough", async () => {
  const acme = await makeBareTenant();
  await asSuperuser((client) =>
    client.query(
      `insert into pooled.records (tenant_id, id, key, type, occurred_at, data, size_bytes)
       select $1, gen_random_uuid(), n, 'order', now(), '{}', 2 from generate_series(1, $2) n`,
      [acme, COUNTED_AT_MOST + 5],
    )
  );
  assert.equal(await countRecords(acme), COUNTED_AT_MOST + 1);
  assert.deepEqual(await countByType(acme), [{ type: "order", count: MOST_OF_A_TYPE + 1 }]);
});

async function send(tenantId: string, types: Record<string, number>) {
  const records = Object.entries(types).flatMap(([type, count]) =>
    Array.from({ length: count }, (_, index) => ({ id: `${type}-${index}`, type, data: {} }))
  );
  assert.ok((await acceptRecords(tenantId, { records, now })).ok);
}
