import assert from "node:assert/strict";
import { listApiKeys } from "@/lib/identity/list_api_keys.ts";
import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { DEMO_OPERATOR, DEMO_PEOPLE } from "@/lib/onboarding/seed_demo.ts";
import { countByType } from "@/lib/relay/count_by_type.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { findTenantBySlug } from "@/lib/tenancy/directory.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { seed } from "./seed_demo_data.ts";

const now = new Date();

Deno.test.beforeEach(moveOut);
Deno.test.afterEach(moveOut);

Deno.test("seed() furnishes both houses with records, calls and keys, once", async () => {
  assert.equal(await seed(now), true);
  const seeded = await counts();
  const [acme, globex] = seeded;
  assert.ok(acme.rows.usage_events > 3 * globex.rows.usage_events && globex.rows.records > 0);
  for (const { types, keys, calls } of seeded) {
    assert.ok(types > 1 && calls > 0);
    assert.ok(keys.some((it) => it.lastUsedAt && !it.revokedAt));
  }
  assert.deepEqual(acme.keys.filter((it) => it.revokedAt).map((it) => it.name), ["Old till"]);
  assert.ok(acme.latestAt <= now && now.getTime() - acme.latestAt.getTime() < 2 * 86_400_000);
  assert.equal(await seed(now), false);
  assert.deepEqual(await counts(), seeded);
});

Deno.test("seed() completes what a killed start left half-done, and doubles nothing", async () => {
  await seed(now);
  const whole = await counts();
  const [acme] = whole;
  await asSuperuser(async (client) => {
    const killedAt = [acme.id, new Date(now.getTime() - 10 * 86_400_000)];
    await client.query("delete from pooled.records where tenant_id = $1 and received_at > $2", killedAt);
    await client.query("delete from pooled.usage_events where tenant_id = $1 and occurred_at > $2", killedAt);
    await client.query("delete from pooled.api_keys where tenant_id = $1 and name <> 'Old till'", [acme.id]);
  });
  assert.equal(await seed(now), true);
  const [completed, globex] = await counts();
  assert.deepEqual([completed.rows, completed.keys.length], [acme.rows, acme.keys.length]);
  assert.deepEqual(globex, whole[1]);
});

async function counts() {
  return await Promise.all(DEMO_PEOPLE.map(async ({ slug }) => {
    const { id } = (await findTenantBySlug(slug))!;
    const rows = await asSuperuser(async (client) => {
      const { rows: [counted] } = await client.query(
        `select (select count(*)::int from pooled.records where tenant_id = $1) as records,
                (select count(*)::int from pooled.usage_events where tenant_id = $1) as usage_events`,
        [id],
      );
      return counted as { records: number; usage_events: number };
    });
    const latest = await listRecords(id, { pageSize: 1 });
    const { meters: [calls] } = await usageSoFar(id, { now });
    return {
      id,
      rows,
      types: (await countByType(id)).length,
      keys: await listApiKeys(id),
      calls: calls.used,
      latestAt: latest.ok ? latest.records[0].received_at : new Date(0),
    };
  }));
}

async function moveOut() {
  await asSuperuser(async (client) => {
    const slugs = DEMO_PEOPLE.map((it) => it.slug);
    await client.query("delete from platform.tenants where slug = any($1)", [slugs]);
    await client.query("delete from platform.users where email = any($1)", [
      [DEMO_OPERATOR.email, ...DEMO_PEOPLE.flatMap((it) => it.people.map((person) => person.email))],
    ]);
  });
}
