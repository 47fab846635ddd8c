import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { publicId } from "@/lib/ids.ts";
import { bareTenant } from "@/tests/support/queue.ts";
import { listEntries } from "./list_entries.ts";
import { recordAudit } from "./record.ts";

Deno.test("listEntries() goes through all entries, newest first", async () => {
  const tenantId = await bareTenant();
  for (const name of ["one", "two", "three"]) await leaveEntry(tenantId, name);
  const first = await listEntries(tenantId, { atMost: 2 });
  assert.deepEqual(first.entries.map((it) => it.detail.name), ["three", "two"]);
  const second = await listEntries(tenantId, { cursor: first.nextCursor, atMost: 2 });
  assert.deepEqual(second.entries.map((it) => it.detail.name), ["one"]);
  assert.equal(second.nextCursor, undefined);
});

Deno.test("listEntries() keeps the entries of one transaction apart", async () => {
  const tenantId = await bareTenant();
  await asTenant(tenantId, async (tx) => {
    for (const name of ["one", "two", "three"]) await recordAudit(tx, entry(tenantId, name));
  });
  const first = await listEntries(tenantId, { atMost: 1 });
  const second = await listEntries(tenantId, { cursor: first.nextCursor, atMost: 1 });
  assert.deepEqual([first, second].map((it) => it.entries[0].detail.name), ["three", "two"]);
});

Deno.test("listEntries() shows a tenant its own entries only, also for the cursor of another", async () => {
  const [acme, globex] = [await bareTenant(), await bareTenant()];
  await leaveEntry(acme, "acme");
  await leaveEntry(globex, "globex");
  const [ofAcme] = (await listEntries(acme)).entries;
  const seen = await listEntries(globex, { cursor: publicId("aud", ofAcme.id) });
  assert.deepEqual(seen.entries.map((it) => it.detail.name), ["globex"]);
});

Deno.test("listEntries() starts at the newest for a cursor that is none", async () => {
  const tenantId = await bareTenant();
  await leaveEntry(tenantId, "one");
  assert.equal((await listEntries(tenantId, { cursor: "'; drop table" })).entries.length, 1);
});

async function leaveEntry(tenantId: string, name: string) {
  await asTenant(tenantId, (tx) => recordAudit(tx, entry(tenantId, name)));
}

function entry(tenantId: string, name: string) {
  return {
    actor: { kind: "system", name: "System" },
    action: "tenant.renamed",
    subject: { kind: "tenant", id: tenantId },
    detail: { name },
  } as const;
}
