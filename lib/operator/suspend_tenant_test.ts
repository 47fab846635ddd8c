import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { restoreTenant } from "./restore_tenant.ts";
import { suspendTenant } from "./suspend_tenant.ts";

const actor = { kind: "operator", name: "Sam" } as const;

Deno.test("suspendTenant() leaves the reason and the operator in the tenant's audit log", async () => {
  const { acme } = await makeCast();
  const result = await suspendTenant({ slug: acme.slug, reason: "Unpaid", actor });
  assert.deepEqual(result, { ok: true, tenantId: acme.id });
  const [entry] = (await listEntries(acme.id)).entries;
  assert.equal(entry.action, "tenant.suspended");
  assert.equal(entry.actorName, "Sam");
  assert.deepEqual(entry.detail, { reason: "Unpaid" });
});

Deno.test("suspendTenant() refuses a tenant that is suspended already, and records nothing", async () => {
  const { acme } = await makeCast();
  const twice = await Promise.all([
    suspendTenant({ slug: acme.slug, reason: "Unpaid", actor }),
    suspendTenant({ slug: acme.slug, reason: "Unpaid", actor }),
  ]);
  assert.deepEqual(twice.filter((it) => !it.ok), [{ ok: false, reason: "suspended_already" }]);
  const { entries } = await listEntries(acme.id);
  assert.equal(entries.filter((it) => it.action === "tenant.suspended").length, 1);
});

Deno.test("suspendTenant() and restoreTenant() refuse a slug that names nobody", async () => {
  const unknown = { ok: false, reason: "unknown_tenant" };
  assert.deepEqual(await suspendTenant({ slug: "nobody-here", reason: "Unpaid", actor }), unknown);
  assert.deepEqual(await restoreTenant({ slug: "nobody-here", actor }), unknown);
});

Deno.test("restoreTenant() opens a suspended tenant, and refuses one that is open", async () => {
  const { acme } = await makeCast();
  assert.deepEqual(await restoreTenant({ slug: acme.slug, actor }), { ok: false, reason: "not_suspended" });
  await suspendTenant({ slug: acme.slug, reason: "Unpaid", actor });
  assert.deepEqual(await restoreTenant({ slug: acme.slug, actor }), { ok: true, tenantId: acme.id });
  assert.equal((await listEntries(acme.id)).entries[0].action, "tenant.restored");
  assert.equal((await suspendTenant({ slug: acme.slug, reason: "Again", actor })).ok, true);
});
