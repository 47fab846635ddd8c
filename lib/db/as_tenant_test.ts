import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { inShort, roundTripsOf } from "@/tests/support/round_trips.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { asTenant, asTenantRead, type TenantTx } from "./as_tenant.ts";
import { pool } from "./connect.ts";
import { prepared, sql } from "./sql.ts";
import { RolledBackError } from "./transaction.ts";

const [acme, globex] = [await makeBareTenant(), await makeBareTenant()];

Deno.test("asTenant() commits what its work did", async () => {
  const source = newId();
  await asTenant(acme, (tx) => count(tx, source));
  assert.equal(await seen(acme, source), 1);
  assert.equal(await seen(globex, source), 0);
});

Deno.test("asTenant() leaves nothing when its work throws", async () => {
  const source = newId();
  await assert.rejects(
    asTenant(acme, async (tx) => {
      await count(tx, source);
      throw new Error("changed its mind");
    }),
    /changed its mind/,
  );
  assert.equal(await seen(acme, source), 0);
});

Deno.test("asTenant() calls what its work left for after the commit, when others see it, and only then", async () => {
  const source = newId();
  const heard: Promise<number>[] = [];
  await asTenant(acme, async (tx) => {
    tx.afterCommit(() => heard.push(seen(acme, source)));
    await count(tx, source);
    assert.equal(heard.length, 0);
  });
  assert.deepEqual(await Promise.all(heard), [1]);

  const failing = [
    (tx: TenantTx) => tx.rows`select 1 / 0`,
    (tx: TenantTx) => tx.rows`select 1 / 0`.catch(() => {}),
    () => Promise.reject(new Error("changed its mind")),
  ];
  for (const fail of failing) {
    await assert.rejects(asTenant(acme, async (tx) => {
      tx.afterCommit(() => heard.push(seen(acme, source)));
      await fail(tx);
    }));
  }
  assert.equal(heard.length, 1);
});

Deno.test("asTenant() says that the tenant is not here, not that the query failed", async () => {
  const stranger = newId();
  const expected = { code: "TM001", message: `Tenant ${stranger} is not here at epoch 1` };
  await assert.rejects(asTenant(stranger, (tx) => tx.rows`select 1`), expected);
  await assert.rejects(asTenant.one(stranger, sql`select 1`), expected);
});

Deno.test("asTenant() notices that a swallowed error rolled everything back", async () => {
  const source = newId();
  await assert.rejects(
    asTenant(acme, async (tx) => {
      await count(tx, source);
      await tx.rows`select 1 / 0`.catch((error) => assert.equal(error.code, "22012"));
    }),
    RolledBackError,
  );
  assert.equal(await seen(acme, source), 0);
});

Deno.test("asTenant() gives its connection back after every kind of failure", async () => {
  const failures = [
    () => asTenant(acme, (tx) => tx.rows`select 1 / 0`),
    () => asTenant(newId(), (tx) => tx.rows`select 1`),
    () => asTenant.one(acme, sql`select 1 / 0`),
    () => asTenant(acme, () => Promise.reject(new Error("no query"))),
  ];
  for (let round = 0; round < 10; round++) {
    for (const failure of failures) await assert.rejects(failure);
  }
  assert.equal(pool("app").idleCount, pool("app").totalCount);
  assert.equal(await seen(acme, newId()), 0);
});

Deno.test("asTenant() fails and the pool recovers when its backend is killed half-way", async () => {
  const source = newId();
  await assert.rejects(asTenant(acme, async (tx) => {
    await count(tx, source);
    const { pid } = (await tx.row<{ pid: number }>`select pg_backend_pid() as pid`)!;
    await asSuperuser((client) => client.query("select pg_terminate_backend($1)", [pid]));
    await tx.rows`select 1`;
  }));
  assert.equal(await seen(acme, source), 0);
});

Deno.test("asTenant() sends BEGIN, enter and the first query together, and asTenant.one everything", async () => {
  assert.equal(await trips(() => asTenant(acme, (tx) => tx.rows`select 1`)), "3 + 1");
  const twice = async (tx: TenantTx) => {
    await tx.rows`select 1`;
    await tx.rows`select 2`;
  };
  assert.equal(await trips(() => asTenant(acme, twice)), "3 + 1 + 1");
  assert.equal(await trips(() => asTenant.one(acme, sql`select 1`)), "4");
  assert.equal(await trips(() => asTenant.one(acme, sql`select 1`, [sql`select 2`])), "5");
  assert.equal(await trips(() => asTenantRead.one(acme, sql`select 1`)), "4");
  assert.equal(await trips(() => pool("app").query("select 1")), "1");
  const both = [sql`select 1`, sql`select 2`];
  assert.equal(await trips(() => Promise.all(both.map((it) => asTenantRead.one(acme, it)))), "5");
});

Deno.test("asTenantRead.one() keeps reads of one breath apart: by their tenant, and by which of them fails", async () => {
  const tenant = sql`select current_setting('app.tenant_id') as id`;
  const [own, failed, next] = await Promise.allSettled([
    asTenantRead.one(acme, tenant),
    asTenantRead.one(acme, sql`select 1 / 0`),
    asTenantRead.one(globex, tenant),
  ]);
  assert.deepEqual([own, next].map((it) => (it as { value: unknown }).value), [[{ id: acme }], [{
    id: globex,
  }]]);
  assert.equal((failed as { reason: { code: string } }).reason.code, "22012");
});

Deno.test("asTenant.one gives the rows of its first statement, and does all of them or none", async () => {
  const source = newId();
  const insert = sql`
    insert into usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
    values (${acme}, ${source}, 'one', 'api_calls', 1, now())`;
  assert.deepEqual(await asTenant.one(acme, sql`select 1 as n`, [insert]), [{ n: 1 }]);
  assert.equal(await seen(acme, source), 1);
  const other = newId();
  await assert.rejects(asTenant.one(acme, { ...insert, values: [acme, other] }, [sql`select 1 / 0`]), {
    code: "22012",
  });
  assert.equal(await seen(acme, other), 0);
});

Deno.test("asTenantRead() is refused a change", async () => {
  const change = sql`update members set name = 'x' where tenant_id = ${acme}`;
  await assert.rejects(asTenantRead.one(acme, change), { code: "25006" });
  await assert.rejects(asTenantRead(acme, (tx) => tx.rows(change)), { code: "25006" });
});

Deno.test("a prepared statement runs again after it failed, on the same connection", async () => {
  const divided = (by: number) => prepared("divide", sql`select 6 / ${by}::int as n`);
  for (const by of [0, 2, 0, 3]) {
    const work = asTenant.one<{ n: number }>(acme, divided(by));
    if (by === 0) await assert.rejects(work, { code: "22012" });
    else assert.deepEqual(await work, [{ n: 6 / by }]);
  }
  // Nothing was prepared where the transaction had failed before.
  const stranger = newId();
  const fresh = prepared("fresh", sql`select 1 as n`);
  await assert.rejects(asTenant.one(stranger, fresh), { code: "TM001" });
  assert.deepEqual(await asTenant.one(acme, fresh), [{ n: 1 }]);
});

async function count(tx: TenantTx, source: string) {
  await tx.count`
    insert into usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
    values (${tx.tenantId}, ${source}, 'one', 'api_calls', 1, now())`;
}

async function seen(tenantId: string, source: string): Promise<number> {
  const [row] = await asTenant.one<{ n: number }>(
    tenantId,
    sql`select count(*) as n from usage_events where tenant_id = ${tenantId} and source = ${source}`,
  );
  return row.n;
}

async function trips(work: () => Promise<unknown>): Promise<string> {
  return inShort(await roundTripsOf(work));
}
