import assert from "node:assert/strict";
import pg from "pg";
import { databaseUrl } from "@/lib/db/database_urls.ts";
import { enqueueForPlatform, PLATFORM_ITSELF } from "@/lib/jobs/enqueue_for_platform.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { emptyQueue } from "@/tests/support/queue.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";

const LOCK = "hashtextextended($1::uuid::text, 0)";

Deno.test("gate.enter() waits for who moves the tenant, and for nobody who moves another", async () => {
  const [moving, other] = [await makeBareTenant(), await makeBareTenant()];
  await asSuperuser(async (mover) => {
    await mover.query("begin");
    await mover.query(`select pg_advisory_xact_lock(${LOCK})`, [moving]);
    await assert.rejects(entered(moving, () => Promise.resolve()), {
      code: "55P03",
      message: "canceling statement due to lock timeout",
    });
    await entered(other, () => Promise.resolve());
    await mover.query("commit");
  });
  await entered(moving, () => Promise.resolve());
});

Deno.test("gate.enter() shares the tenant with others who enter, until its transaction ends", async () => {
  const tenant = await makeBareTenant();
  await asSuperuser(async (mover) => {
    const mayMove = async () => {
      const { rows } = await mover.query(`select pg_try_advisory_xact_lock(${LOCK}) as may`, [tenant]);
      return rows[0].may;
    };
    await entered(tenant, () =>
      entered(tenant, async () => {
        assert.equal(await mayMove(), false);
      }));
    assert.equal(await mayMove(), true);
  });
});

Deno.test("gate.enter() refuses an epoch that is not the placement's, before and after a move", async () => {
  const tenant = await makeBareTenant();
  const isNotHere = (epoch: number) => ({
    code: "TM001",
    message: `Tenant ${tenant} is not here at epoch ${epoch}`,
  });
  await assert.rejects(entered(tenant, () => Promise.resolve(), 2), isNotHere(2));
  await asSuperuser((client) =>
    client.query("update platform.placements set epoch = epoch + 1 where tenant_id = $1", [tenant])
  );
  await assert.rejects(entered(tenant, () => Promise.resolve(), 1), isNotHere(1));
  await entered(tenant, () => Promise.resolve(), 2);
});

Deno.test("gate.enter() lets go with its transaction, not with the connection, which is used again", async () => {
  const tenant = await makeBareTenant();
  await asApp(async (client) => {
    for (const ending of ["commit", "rollback"]) {
      await client.query("begin");
      await client.query("select gate.enter($1, 1)", [tenant]);
      await client.query(ending);
      await asSuperuser(async (mover) => {
        const { rows } = await mover.query(`select pg_try_advisory_xact_lock(${LOCK}) as may`, [tenant]);
        assert.equal(rows[0].may, true, ending);
      });
      const { rows } = await client.query("select current_setting('app.tenant_id', true) as bound");
      assert.equal(rows[0].bound, "", ending);
    }
  });
});

Deno.test("work of no tenant waits under a name that nobody can live at or enter", async () => {
  const tenant = await makeBareTenant();
  await asSuperuser((client) =>
    assert.rejects(
      client.query("insert into platform.placements (tenant_id) values ($1)", [PLATFORM_ITSELF]),
      {
        code: "23514",
        constraint: "nobody_lives_at_nil",
      },
    )
  );
  await assert.rejects(entered(PLATFORM_ITSELF, () => Promise.resolve()), { code: "TM001" });
  await enqueueForPlatform({ kind: "houses.mail", payload: { to: "ada@acme.test" } });
  await asApp(async (client) => {
    await client.query("begin");
    await client.query("select gate.enter($1, 1)", [tenant]);
    assert.deepEqual((await client.query("select from jobs")).rows, []);
    await assert.rejects(
      client.query(
        "insert into jobs (tenant_id, id, kind, payload, max_attempts) values ($1, gen_random_uuid(), 'x', '{}', 1)",
        [PLATFORM_ITSELF],
      ),
      { code: "42501" },
    );
  });
  await emptyQueue();
});

/** `work` while the application's login is inside the tenant; it waits for no lock. */
function entered<T>(tenant: string, work: () => Promise<T>, epoch = 1): Promise<T> {
  return asApp(async (client) => {
    await client.query("begin");
    await client.query("set local lock_timeout = '50ms'");
    await client.query("select gate.enter($1, $2)", [tenant, epoch]);
    return await work();
  });
}

async function asApp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl("app") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
