import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import pg from "pg";
import { databaseUrl } from "@/lib/db/database_urls.ts";
import { newId } from "@/lib/ids.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { TENANT_ROWS } from "./tenant_rows.ts";

const [acme, globex] = [newId(), newId()];
const ids = { [acme]: newId(), [globex]: newId() };

Deno.test.beforeAll(() =>
  asSuperuser(async (client) => {
    for (const tenant of [acme, globex]) {
      await client.query("insert into platform.placements (tenant_id) values ($1)", [tenant]);
      for (const table of Object.keys(TENANT_ROWS)) await client.query(insertion(table, tenant));
    }
  })
);

Deno.test("every tenant table has a row in the policy tests", async () => {
  const { rows } = await asSuperuser((client) =>
    client.query("select tablename from pg_tables where schemaname = 'pooled' order by 1")
  );
  assert.deepEqual(rows.map((it) => it.tablename), Object.keys(TENANT_ROWS).sort());
});

for (const table of Object.keys(TENANT_ROWS)) {
  Deno.test(`${table}: a select that forgets its predicate sees only the entered tenant`, async () => {
    const { rows } = await inAcme((client) => client.query(`select distinct tenant_id from ${table}`));
    assert.deepEqual(rows, [{ tenant_id: acme }]);
  });

  Deno.test(`${table}: an insert for another tenant is refused`, async () => {
    await assert.rejects(
      inAcme((client) => client.query(insertion(table, globex))),
      { code: "42501", message: `new row violates row-level security policy for table "${table}"` },
    );
  });

  Deno.test(`${table}: an update that forgets its predicate leaves other tenants alone, and moves no row to them`, async () => {
    await inAcme(async (client) => {
      if (!(await mayDo(client, table, "update"))) {
        return await assert.rejects(client.query(`update ${table} set tenant_id = tenant_id`), {
          code: "42501",
        });
      }
      const { rowCount } = await client.query(`update ${table} set tenant_id = tenant_id`);
      assert.equal(rowCount, 1);
      await assert.rejects(client.query(`update ${table} set tenant_id = '${globex}'`), { code: "42501" });
    });
  });

  Deno.test(`${table}: a delete that forgets its predicate leaves other tenants alone`, async () => {
    await inAcme(async (client) => {
      if (!(await mayDo(client, table, "delete"))) {
        return await assert.rejects(client.query(`delete from ${table}`), { code: "42501" });
      }
      const { rowCount } = await client.query(`delete from ${table}`);
      assert.equal(rowCount, 1);
    });
  });

  Deno.test(`${table}: truncate is refused`, async () => {
    await assert.rejects(inAcme((client) => client.query(`truncate ${table} cascade`)), { code: "42501" });
  });

  Deno.test(`${table}: without a tenant nothing is seen`, async () => {
    await asApp(async (client) => {
      await assert.rejects(client.query(`select * from ${table}`), { code: "42704" });
    });
  });
}

Deno.test("a tenant is bound once in a transaction", async () => {
  await assert.rejects(inAcme((client) => client.query("select gate.enter($1, 1)", [globex])), {
    code: "42501",
  });
});

Deno.test("an injected select cannot rebind the tenant", async () => {
  await assert.rejects(
    inAcme((client) => client.query(`select set_config('app.tenant_id', '${globex}', true)`)),
    { code: "42501" },
  );
});

Deno.test("row security cannot be switched off", async () => {
  await assert.rejects(
    inAcme(async (client) => {
      await client.query("set local row_security = off");
      await client.query("select * from members");
    }),
    { code: "42501" },
  );
});

Deno.test("no platform table answers the application login", async () => {
  const { rows } = await asSuperuser((client) =>
    client.query("select tablename from pg_tables where schemaname = 'platform'")
  );
  assert(rows.length > 5);
  await asApp(async (client) => {
    for (const { tablename } of rows) {
      await assert.rejects(client.query(`select * from platform.${tablename}`), { code: "42501" }, tablename);
    }
  });
});

/** The application's login in a transaction of Acme, rolled back afterwards. */
function inAcme<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asApp(async (client) => {
    await client.query("begin");
    await client.query("select gate.enter($1, 1)", [acme]);
    try {
      return await work(client);
    } finally {
      await client.query("rollback");
    }
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

async function mayDo(client: pg.Client, table: string, command: "update" | "delete"): Promise<boolean> {
  const { rows } = await client.query("select has_table_privilege($1, $2) as may", [
    `pooled.${table}`,
    command,
  ]);
  return rows[0].may;
}

function insertion(table: string, tenant: string): { text: string; values: unknown[] } {
  const row: Record<string, unknown> = { tenant_id: tenant, ...TENANT_ROWS[table] };
  const values = Object.values(row).map((value) =>
    value === "$id" ? ids[tenant] : value instanceof Uint8Array ? Buffer.from(value) : value
  );
  const places = values.map((_, index) => `$${index + 1}`).join(", ");
  return { text: `insert into pooled.${table} (${Object.keys(row).join(", ")}) values (${places})`, values };
}
