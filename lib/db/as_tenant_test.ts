import assert from "node:assert/strict";
import pg from "pg";
import { newId } from "@/lib/ids.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { asTenant, type TenantTx } from "./as_tenant.ts";
import { pool } from "./connect.ts";
import { sql } from "./sql.ts";
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
  assert.deepEqual(await packets(() => asTenant(acme, (tx) => tx.rows`select 1`)), [3, 1]);
  assert.deepEqual(
    await packets(() =>
      asTenant(acme, async (tx) => {
        await tx.rows`select 1`;
        await tx.rows`select 2`;
      })
    ),
    [3, 1, 1],
  );
  assert.deepEqual(await packets(() => asTenant.one(acme, sql`select 1`)), [4]);
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

/** How many statements left before each wait for an answer: one number a round trip. */
async function packets(work: () => Promise<unknown>): Promise<number[]> {
  const trips: number[] = [];
  let sent = 0;
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    sent++;
    const result = Reflect.apply(original, this, args);
    const flush = () => {
      if (sent > 0) trips.push(sent);
      sent = 0;
    };
    (result as Promise<unknown>).then(flush, flush);
    return result;
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return trips;
}
