import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { pool } from "@/lib/db/connect.ts";
import { placementEpoch } from "@/lib/db/placement.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { findTenantById, findTenantBySlug, refreshDirectory } from "./directory.ts";
import { useDirectory } from "./use_directory.ts";

Deno.test("findTenantBySlug() finds a tenant as soon as its sign-up has been answered", async () => {
  for (let round = 0; round < 3; round++) {
    const { acme } = await makeCast();
    assert.deepEqual(await findTenantBySlug(acme.slug), {
      id: acme.id,
      slug: acme.slug,
      name: "Acme",
      timeZone: "UTC",
      epoch: 1,
      isSuspended: false,
    });
  }
});

Deno.test("findTenantById() finds the same tenant, and none that nobody opened", async () => {
  const { acme } = await makeCast();
  assert.deepEqual(await findTenantById(acme.id), await findTenantBySlug(acme.slug));
  assert.equal(await findTenantById(newId()), undefined);
});

Deno.test("findTenantBySlug() does not know what nobody opened", async () => {
  assert.equal(await findTenantBySlug("nobody-lives-here"), undefined);
});

Deno.test("findTenantBySlug() finds a tenant that was opened a moment after somebody asked for it", async () => {
  await refreshDirectory();
  for (let round = 0; round < 3; round++) {
    // Past the time that misses share, so that the next one is looked up without a wait.
    await new Promise((resolve) => setTimeout(resolve, 60));
    const slug = `late-${newId().slice(-12)}`;
    assert.equal(await findTenantBySlug(slug), undefined);
    const id = newId();
    await asSuperuser(async (client) => {
      await client.query("insert into platform.tenants (id, slug, name) values ($1, $2, 'Late')", [id, slug]);
      await client.query("insert into platform.placements (tenant_id) values ($1)", [id]);
    });
    assert.equal((await findTenantBySlug(slug))?.id, id);
  }
});

Deno.test("findTenantBySlug() answers a flood of unknown names with few queries", async () => {
  let queries = 0;
  const count = () => queries++;
  pool("app").on("acquire", count);
  await Promise.all(Array.from({ length: 500 }, (_, n) => findTenantBySlug(`nobody-${n}`)));
  pool("app").off("acquire", count);
  assert(queries === 1 || queries === 2, `${queries} queries`);
});

Deno.test("the directory learns of a suspension, and of its end", async () => {
  const { acme, globex } = await makeCast();
  await change(
    "insert into platform.tenant_suspensions (id, tenant_id, reason, suspended_by) values ($1, $2, 'Unpaid', 'Sam')",
    [
      newId(),
      acme.id,
    ],
  );
  await refreshDirectory();
  assert.equal((await findTenantBySlug(acme.slug))?.isSuspended, true);
  assert.equal((await findTenantBySlug(globex.slug))?.isSuspended, false);
  await change("update platform.tenant_suspensions set lifted_at = now() where tenant_id = $1", [acme.id]);
  await refreshDirectory();
  assert.equal((await findTenantBySlug(acme.slug))?.isSuspended, false);
});

Deno.test("the directory forgets a slug that its tenant gave up", async () => {
  const { acme } = await makeCast();
  assert(await findTenantBySlug(acme.slug));
  await change("update platform.tenants set slug = $1 where id = $2", [`new-${acme.slug}`, acme.id]);
  await refreshDirectory();
  assert.equal(await findTenantBySlug(acme.slug), undefined);
  assert.equal((await findTenantBySlug(`new-${acme.slug}`))?.id, acme.id);
});

Deno.test("the directory misses nobody when tenants are opened at the same time", async () => {
  const casts = await Promise.all(Array.from({ length: 8 }, async () => {
    const cast = await makeCast();
    await refreshDirectory();
    return cast;
  }));
  for (const { acme, globex } of casts) {
    assert.equal((await findTenantBySlug(acme.slug))?.id, acme.id);
    assert.equal((await findTenantBySlug(globex.slug))?.id, globex.id);
  }
});

Deno.test("useDirectory() lets asTenant enter at the epoch that the directory knows", async () => {
  const { acme } = await makeCast();
  useDirectory();
  assert.equal(placementEpoch(newId()), 1);
  await change("update platform.placements set epoch = 3 where tenant_id = $1", [acme.id]);
  await change("update platform.tenants set name = name where id = $1", [acme.id]);
  await refreshDirectory();
  assert.equal(placementEpoch(acme.id), 3);
  const rows = await asTenant(acme.id, (tx) => tx.rows`select from members where tenant_id = ${tx.tenantId}`);
  assert.equal(rows.length, 3);
});

async function change(text: string, values: unknown[]) {
  await asSuperuser((client) => client.query(text, values));
}
