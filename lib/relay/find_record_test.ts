import assert from "node:assert/strict";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { acceptRecords } from "./accept_records.ts";
import { findRecord } from "./find_record.ts";

const now = new Date("2026-03-01T12:00:00Z");

Deno.test("findRecord() gives a record back as it was stored", async () => {
  const acme = await makeBareTenant();
  await acceptRecords(acme, {
    records: [{ id: "a", type: "order", occurred_at: "2026-02-01T00:00:00Z", data: { b: [1], a: "x" } }],
    now,
  });
  assert.deepEqual(await findRecord(acme, "a"), {
    id: "a",
    type: "order",
    occurred_at: new Date("2026-02-01T00:00:00Z"),
    received_at: now,
    data: { a: "x", b: [1] },
  });
});

Deno.test("findRecord() finds neither another tenant's record nor one that is not", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  await acceptRecords(acme, { records: [{ id: "a", type: "order", data: {} }], now });
  assert.equal(await findRecord(globex, "a"), undefined);
  assert.equal(await findRecord(acme, "A"), undefined);
  for (const id of ["'", "", "\0", "\ud800"]) assert.equal(await findRecord(acme, id), undefined);
});
