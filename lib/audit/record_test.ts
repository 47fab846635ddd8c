import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { listEntries } from "./list_entries.ts";
import { recordAudit } from "./record.ts";

Deno.test("recordAudit() leaves who did what to whom, and in which request", async () => {
  const tenantId = await makeBareTenant();
  await asTenant(tenantId, (tx) => recordAudit(tx, entryOf(tenantId)));
  const [entry] = (await listEntries(tenantId)).entries;
  assert.deepEqual(
    [entry.action, entry.actorKind, entry.actorName, entry.requestId, entry.detail],
    ["tenant.renamed", "member", "Ada", "req_1", { name: "Acme & Sons" }],
  );
});

Deno.test("recordAudit() leaves nothing of a change that is rolled back", async () => {
  const tenantId = await makeBareTenant();
  await assert.rejects(asTenant(tenantId, async (tx) => {
    await recordAudit(tx, entryOf(tenantId));
    throw new Error("changed its mind");
  }));
  assert.deepEqual((await listEntries(tenantId)).entries, []);
});

Deno.test("nobody changes or removes an entry", async () => {
  const tenantId = await makeBareTenant();
  await asTenant(tenantId, (tx) => recordAudit(tx, entryOf(tenantId)));
  await assert.rejects(asTenant(tenantId, (tx) => tx.count`update audit_entries set actor_name = 'Eve'`), {
    code: "42501",
  });
  await assert.rejects(asTenant(tenantId, (tx) => tx.count`delete from audit_entries`), { code: "42501" });
});

function entryOf(tenantId: string) {
  return {
    actor: { kind: "member", id: tenantId, name: "Ada", requestId: "req_1" },
    action: "tenant.renamed",
    subject: { kind: "tenant", id: tenantId },
    detail: { name: "Acme & Sons" },
  } as const;
}
