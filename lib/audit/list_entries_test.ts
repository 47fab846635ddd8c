import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { bareTenant } from "@/tests/support/queue.ts";
import { eachEntry } from "./each_entry.ts";
import { type EntryFilter, listEntries } from "./list_entries.ts";
import { type AuditEntry, recordAudit } from "./record.ts";

Deno.test("listEntries() goes through all entries, newest first", async () => {
  const tenantId = await bareTenant();
  for (const name of ["one", "two", "three"]) await leaveEntry(tenantId, name);
  const first = await listEntries(tenantId, { pageSize: 2 });
  assert.deepEqual(first.entries.map((it) => it.detail.name), ["three", "two"]);
  const second = await listEntries(tenantId, { after: first.nextCursor, pageSize: 2 });
  assert.deepEqual(second.entries.map((it) => it.detail.name), ["one"]);
  assert.equal(second.nextCursor, undefined);
});

Deno.test("listEntries() keeps the entries of one transaction apart", async () => {
  const tenantId = await bareTenant();
  await asTenant(tenantId, async (tx) => {
    for (const name of ["one", "two", "three"]) await recordAudit(tx, entry(tenantId, name));
  });
  const first = await listEntries(tenantId, { pageSize: 1 });
  const second = await listEntries(tenantId, { after: first.nextCursor, pageSize: 1 });
  assert.deepEqual([first, second].map((it) => it.entries[0].detail.name), ["three", "two"]);
});

Deno.test("listEntries() goes back page by page", async () => {
  const tenantId = await bareTenant();
  for (const name of ["1", "2", "3", "4", "5"]) await leaveEntry(tenantId, name);
  const first = await listEntries(tenantId, { pageSize: 2 });
  const second = await listEntries(tenantId, { after: first.nextCursor, pageSize: 2 });
  const third = await listEntries(tenantId, { after: second.nextCursor, pageSize: 2 });
  const back = await listEntries(tenantId, { before: third.previousCursor, pageSize: 2 });
  assert.deepEqual(back.entries.map((it) => it.detail.name), ["3", "2"]);
  const start = await listEntries(tenantId, { before: back.previousCursor, pageSize: 2 });
  assert.deepEqual(start.entries.map((it) => it.detail.name), ["5", "4"]);
  assert.equal(start.previousCursor, undefined);
});

Deno.test("listEntries() filters by who acted, what was done and a half-open span", async () => {
  const tenantId = await bareTenant();
  const [ada, ben] = [newId(), newId()];
  await leaveEntry(tenantId, "by the system");
  await leaveEntry(tenantId, "by Ada", { actor: { kind: "member", id: ada, name: "Ada" } });
  await leaveEntry(tenantId, "by Ben", {
    actor: { kind: "member", id: ben, name: "Ben" },
    action: "api_key.revoked",
  });
  const names = async (filter: EntryFilter) =>
    (await listEntries(tenantId, filter)).entries.map((it) => it.detail.name);
  assert.deepEqual(await names({ actorId: ada }), ["by Ada"]);
  assert.deepEqual(await names({ action: "api_key.revoked" }), ["by Ben"]);
  assert.deepEqual(await names({ actorId: ada, action: "api_key.revoked" }), []);
  const [{ recordedAt }] = (await listEntries(tenantId, { actorId: ada })).entries;
  const later = new Date(recordedAt.getTime() + 60_000);
  assert.equal((await names({ from: new Date(recordedAt.getTime() - 60_000), to: later })).length, 3);
  assert.deepEqual(await names({ from: later }), []);
  assert.deepEqual(await names({ to: new Date(recordedAt.getTime() - 60_000) }), []);
});

Deno.test("eachEntry() gives every entry once, a thousand at a time", async () => {
  const tenantId = await bareTenant();
  await asTenant(tenantId, async (tx) => {
    for (let entries = 0; entries < 1_001; entries++) await recordAudit(tx, entry(tenantId, "x"));
  });
  const parts = await Array.fromAsync(eachEntry(tenantId, {}));
  assert.deepEqual(parts.map((it) => it.length), [1_000, 1]);
  assert.equal(new Set(parts.flat().map((it) => it.id)).size, 1_001);
});

Deno.test("listEntries() shows a tenant its own entries only, also for the cursor of another", async () => {
  const [acme, globex] = [await bareTenant(), await bareTenant()];
  for (const name of ["acme", "acme's second"]) await leaveEntry(acme, name);
  await leaveEntry(globex, "globex");
  const { nextCursor: after } = await listEntries(acme, { pageSize: 1 });
  const seen = await listEntries(globex, { after });
  assert.deepEqual(seen.entries.map((it) => it.detail.name), ["globex"]);
});

Deno.test("listEntries() starts at the newest for a cursor that is none", async () => {
  const tenantId = await bareTenant();
  await leaveEntry(tenantId, "one");
  for (const text of ["", "'; drop table", "A".repeat(100)]) {
    assert.equal((await listEntries(tenantId, { after: text })).entries.length, 1);
    assert.equal((await listEntries(tenantId, { before: text })).entries.length, 1);
  }
});

async function leaveEntry(tenantId: string, name: string, parts: Partial<AuditEntry> = {}) {
  await asTenant(tenantId, (tx) => recordAudit(tx, { ...entry(tenantId, name), ...parts }));
}

function entry(tenantId: string, name: string) {
  return {
    actor: { kind: "system", name: "System" },
    action: "tenant.renamed",
    subject: { kind: "tenant", id: tenantId },
    detail: { name },
  } as const;
}
