import assert from "node:assert/strict";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { acceptRecords } from "./accept_records.ts";
import { eachRecord } from "./each_record.ts";

const now = new Date("2026-03-01T12:00:00Z");

Deno.test("eachRecord() gives every record that matches once, however many there are, and no other tenant's", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  for (let batch = 0; batch < 3; batch++) {
    const records = Array.from({ length: 700 }, (_, index) => ({
      id: `${batch}-${index}`,
      type: index % 7 === 0 ? "refund" : "order",
      data: {},
    }));
    await acceptRecords(acme, { records, now });
  }
  await acceptRecords(globex, { records: [{ id: "x", type: "order", data: {} }], now });
  assert.deepEqual(await countOf(acme), { records: 2_100, ids: 2_100, parts: [1_000, 1_000, 100] });
  assert.deepEqual(await countOf(acme, { type: "refund" }), { records: 300, ids: 300, parts: [300] });
  assert.deepEqual(await countOf(globex), { records: 1, ids: 1, parts: [1] });
});

async function countOf(tenantId: string, filter = {}) {
  const parts = await Array.fromAsync(eachRecord(tenantId, filter));
  const ids = parts.flat().map((it) => it.id);
  return { records: ids.length, ids: new Set(ids).size, parts: parts.map((it) => it.length) };
}
