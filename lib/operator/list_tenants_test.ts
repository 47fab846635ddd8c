import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import type { EventMeter } from "@/lib/usage/meters.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { listTenants as list, ORDERS } from "./list_tenants.ts";

type Asked = Omit<Parameters<typeof list>[0], "operator" | "now">;

const now = new Date("2026-11-14T12:00:00Z");
const listTenants = (asked: Asked) => list({ ...asked, operator: "Sam", now });
const slugs = async (asked: Asked) => (await listTenants(asked)).tenants.map((it) => it.slug);

Deno.test("listTenants() counts members, and what each meter counted this month", async () => {
  const slug = newSlug();
  const id = await openTenant(slug);
  await addMember(id, "ada@acme.test");
  await count(id, "records_processed", [[3, now], [4, now], [9, new Date("2026-10-31T23:59:59Z")]]);
  await count(id, "api_calls", [[1, new Date("2026-11-01T00:00:00Z")]]);
  const { tenants: [tenant], total } = await listTenants({ search: slug });
  assert.equal(total, 1);
  assert.deepEqual({ ...tenant, createdAt: null }, {
    id,
    slug,
    name: "Acme",
    status: "open",
    members: 1,
    usedThisMonth: { api_calls: 1, records_processed: 7 },
    lastActiveAt: now,
    createdAt: null,
    foundEmail: null,
  });
});

Deno.test("listTenants() tells the suspended from the open, and the active from the quiet", async () => {
  const slug = newSlug();
  const [busy, idle, closed] = await openTenants(slug, ["busy", "idle", "closed"]);
  await count(busy, "api_calls", [[1, new Date("2026-11-07T12:00:00Z")]]);
  await count(idle, "api_calls", [[1, new Date("2026-11-07T11:59:59Z")]]);
  await suspend(closed);
  const shown = async (show: Asked["show"]) => (await slugs({ search: slug, show })).map(ending).sort();
  assert.deepEqual(await shown("all"), ["busy", "closed", "idle"]);
  assert.deepEqual(await shown("open"), ["busy", "idle"]);
  assert.deepEqual(await shown("suspended"), ["closed"]);
  assert.deepEqual(await shown("active"), ["busy"]);
  assert.deepEqual(await shown("quiet"), ["closed", "idle"]);
  assert.equal((await listTenants({ search: slug, show: "suspended" })).tenants[0].status, "suspended");
});

Deno.test("listTenants() finds by a part of the address, of the name or of a member's email", async () => {
  const slug = newSlug();
  const id = await openTenant(`x-${slug}-y`, `The ${slug.toUpperCase()} Works`);
  await addMember(id, `Ada@${slug}.test`);
  for (const search of [`${slug}-y`, ` ${slug} WORKS `, `ada@${slug}`]) {
    assert.deepEqual(await slugs({ search }), [`x-${slug}-y`], search);
  }
  const [{ foundEmail }] = (await listTenants({ search: `ada@${slug}` })).tenants;
  assert.equal(foundEmail, `Ada@${slug}.test`);
  assert.deepEqual(await slugs({ search: `${slug}%` }), [], "a percent sign is no wildcard");
});

Deno.test("listTenants() goes onward and back, newest first, and says where it is", async () => {
  const search = newSlug();
  await openTenants(search, ["a", "b", "c", "d", "e"]);
  const first = await listTenants({ search, atMost: 2 });
  assert.deepEqual(endings(first), ["e", "d"]);
  assert.deepEqual([first.total, first.first, first.previousCursor], [5, 1, undefined]);
  const second = await listTenants({ search, atMost: 2, cursor: first.nextCursor });
  assert.deepEqual(endings(second), ["c", "b"]);
  assert.equal(second.first, 3);
  const last = await listTenants({ search, atMost: 2, cursor: second.nextCursor });
  assert.deepEqual([endings(last), last.nextCursor], [["a"], undefined]);
  const back = await listTenants({ search, atMost: 2, before: last.previousCursor });
  assert.deepEqual(back, second);
  assert.deepEqual(await listTenants({ search, atMost: 2, before: back.previousCursor }), first);
});

Deno.test("listTenants() begins anew at a cursor that names nobody", async () => {
  const search = newSlug();
  await openTenants(search, ["a", "b"]);
  for (const cursor of ["", "ten_", "\0", "ten_01jd3z9k2efr8v0h6x4m5w7q2t"]) {
    assert.deepEqual(await slugs({ search, cursor }), [`${search}-b`, `${search}-a`], cursor);
  }
  assert.deepEqual(await slugs({ search, before: "nobody" }), [`${search}-b`, `${search}-a`]);
});

for (
  const [by, ascending] of [
    ["opened", ["b", "c", "a"]],
    ["name", ["a", "b", "c"]],
    ["members", ["a", "c", "b"]],
    ["active", ["b", "c", "a"]],
    ["records_processed", ["b", "a", "c"]],
    ["api_calls", ["c", "b", "a"]],
  ] satisfies [typeof ORDERS[number], string[]][]
) {
  Deno.test(`listTenants() orders by ${by}, both ways and over pages`, async () => {
    const search = await furnishThree();
    const pageThrough = async (descending: boolean) => {
      const order = { by, descending };
      const first = await listTenants({ search, order, atMost: 2 });
      const second = await listTenants({ search, order, atMost: 2, cursor: first.nextCursor });
      return [...endings(first), ...endings(second)];
    };
    assert.deepEqual(await pageThrough(false), ascending);
    assert.deepEqual(await pageThrough(true), ascending.toReversed());
  });
}

Deno.test("every order of the list is tested above", () => {
  assert.deepEqual(ORDERS, ["opened", "name", "members", "active", "api_calls", "records_processed"]);
});

Deno.test("listTenants() takes a search with control characters", async () => {
  const slug = newSlug();
  await openTenant(slug);
  assert.deepEqual(await slugs({ search: `\0${slug}\x7f\n` }), [slug]);
});

Deno.test("listTenants() leaves a record of who looked", async () => {
  const operator = `Sam ${newId()}`;
  await list({ operator, now });
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.platform_accesses where reason = $1", [`${operator} lists tenants`])
  );
  assert.equal(rows.length, 1);
});

/** Three tenants, opened as b, c, a, that differ in everything that they can be ordered by. @returns their search. */
async function furnishThree(): Promise<string> {
  const search = newSlug();
  const [b, c, a] = await openTenants(search, ["b", "c", "a"]);
  for (const email of ["ada@acme.test", "ben@acme.test"]) await addMember(b, email);
  await addMember(c, "cleo@acme.test");
  await count(a, "records_processed", [[7, now]]);
  await count(a, "api_calls", [[3, now]]);
  await count(b, "api_calls", [[2, new Date("2026-11-02")]]);
  await count(c, "records_processed", [[9, new Date("2026-11-03")]]);
  return search;
}

async function openTenants(prefix: string, ends: string[]): Promise<string[]> {
  const ids = [];
  for (const end of ends) ids.push(await openTenant(`${prefix}-${end}`, `Tenant ${end}`));
  return ids;
}

async function openTenant(slug: string, name = "Acme"): Promise<string> {
  const id = newId();
  await asSuperuser(async (client) => {
    await client.query("insert into platform.tenants (id, slug, name) values ($1, $2, $3)", [id, slug, name]);
    await client.query("insert into platform.placements (tenant_id) values ($1)", [id]);
  });
  return id;
}

async function addMember(tenantId: string, email: string) {
  await asTenant(tenantId, (tx) =>
    tx.count`insert into members (tenant_id, id, user_id, role, email, name)
      values (${tenantId}, ${newId()}, ${newId()}, 'owner', ${email}, 'Ada')`);
}

async function count(tenantId: string, meter: EventMeter, events: [quantity: number, at: Date][]) {
  await asTenant(tenantId, (tx) =>
    emitUsage(
      tx,
      events.map(([quantity, occurredAt]) => ({
        meter,
        quantity,
        source: "test",
        eventId: newId(),
        occurredAt,
      })),
    ));
}

async function suspend(tenantId: string) {
  await asSuperuser((client) =>
    client.query(
      "insert into platform.tenant_suspensions (id, tenant_id, reason, suspended_by) values ($1, $2, 'Unpaid', 'Sam')",
      [newId(), tenantId],
    )
  );
}

function newSlug(): string {
  return `list-${newId().slice(-12)}`;
}

function endings({ tenants }: { tenants: { slug: string }[] }): string[] {
  return tenants.map((it) => ending(it.slug));
}

function ending(slug: string): string {
  return slug.slice(slug.lastIndexOf("-") + 1);
}
