import assert from "node:assert/strict";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { acceptRecords } from "./accept_records.ts";
import { findUsageEvent } from "./find_usage_event.ts";

const now = new Date("2026-03-01T12:00:00Z");

Deno.test("findUsageEvent() finds the event that counted a record, and no other tenant's", async () => {
  const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];
  const records = ["a", "b"].map((id) => ({ id, type: "order", data: {} }));
  await acceptRecords(acme, { records, now });
  const [a, b] = [await findUsageEvent(acme, "a"), await findUsageEvent(acme, "b")];
  assert.deepEqual({ ...a, eventId: "" }, {
    eventId: "",
    meter: "records_processed",
    quantity: 1,
    occurredAt: now,
  });
  assert.match(a!.eventId, /^[0-9a-f-]{36}$/);
  assert.notEqual(a!.eventId, b!.eventId);
  assert.equal(await findUsageEvent(globex, "a"), undefined);
  for (const id of ["none", "\0", ""]) assert.equal(await findUsageEvent(acme, id), undefined);
});
