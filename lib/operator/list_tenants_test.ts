import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { listTenants } from "./list_tenants.ts";

const now = new Date("2026-11-14T12:00:00Z");

Deno.test("listTenants() counts members and this month's records", async () => {
  const slug = newSlug();
  const id = await openTenant(slug);
  await asTenant(id, async (tx) => {
    await tx.count`insert into members (tenant_id, id, user_id, role, email, name)
      values (${id}, ${newId()}, ${newId()}, 'owner', 'ada@acme.test', 'Ada')`;
    await emitUsage(tx, [
      counted("one", 3, now),
      counted("two", 4, now),
      counted("old", 9, new Date("2026-10-31")),
    ]);
  });
  const { tenants: [tenant] } = await listTenants({ now, search: slug });
  assert.deepEqual({ ...tenant, createdAt: null }, {
    id,
    slug,
    name: "Acme",
    status: "active",
    members: 1,
    recordsThisMonth: 7,
    createdAt: null,
  });
});

Deno.test("listTenants() tells the suspended from the active", async () => {
  const slug = newSlug();
  const id = await openTenant(slug);
  await asSuperuser((client) =>
    client.query(
      "insert into platform.tenant_suspensions (id, tenant_id, reason, suspended_by) values ($1, $2, 'Unpaid', 'Sam')",
      [newId(), id],
    )
  );
  assert.equal((await listTenants({ now, search: slug })).tenants[0].status, "suspended");
});

Deno.test("listTenants() goes through those whose slug begins as asked, newest first", async () => {
  const slug = newSlug();
  for (const end of ["a", "b", "c"]) await openTenant(`${slug}-${end}`);
  const first = await listTenants({ now, search: slug.toUpperCase(), atMost: 2 });
  assert.deepEqual(first.tenants.map((it) => it.slug), [`${slug}-c`, `${slug}-b`]);
  const second = await listTenants({ now, search: slug, atMost: 2, cursor: first.nextCursor });
  assert.deepEqual(second.tenants.map((it) => it.slug), [`${slug}-a`]);
  assert.equal(second.nextCursor, undefined);
});

Deno.test("listTenants() takes a search with control characters", async () => {
  const slug = newSlug();
  await openTenant(slug);
  const { tenants } = await listTenants({ now, search: `\0${slug}\x7f\n` });
  assert.deepEqual(tenants.map((it) => it.slug), [slug]);
});

async function openTenant(slug: string): Promise<string> {
  const id = newId();
  await asSuperuser(async (client) => {
    await client.query("insert into platform.tenants (id, slug, name) values ($1, $2, 'Acme')", [id, slug]);
    await client.query("insert into platform.placements (tenant_id) values ($1)", [id]);
  });
  return id;
}

function newSlug(): string {
  return `list-${newId().slice(-12)}`;
}

function counted(eventId: string, quantity: number, occurredAt: Date) {
  return { meter: "records_processed", quantity, source: "records", eventId, occurredAt } as const;
}
