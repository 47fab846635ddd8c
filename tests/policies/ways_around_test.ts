import assert from "node:assert/strict";
import pg from "pg";
import { findBreaches } from "@/lib/db/catalogue.ts";
import { adminDatabaseUrl, databaseUrl } from "@/lib/db/database_urls.ts";
import { readMigrations } from "@/lib/db/migrate.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { inFreshDatabase } from "@/tests/support/database.ts";

const { acme, ada, max } = await makeCast();

Deno.test("the application login cannot plant a type that the gate's functions would run", async () => {
  await as("app", async (client) => {
    await assert.rejects(client.query("create domain pg_temp.text as pg_catalog.text"), { code: "42501" });
    await assert.rejects(
      client.query("create function pg_temp.evil() returns int language sql as 'select 1'"),
      { code: "42501" },
    );
  });
});

Deno.test("a planted temporary type, were it possible, would not be found by the gate's functions", () =>
  inFreshDatabase(readMigrations(), async (client) => {
    const tenant = newId();
    await client.query("insert into platform.placements (tenant_id) values ($1)", [tenant]);
    await client.query("create domain pg_temp.text as pg_catalog.text check (false)");
    await client.query("begin");
    await client.query("select gate.enter($1, 1)", [tenant]);
    await client.query("rollback");
  }));

Deno.test("outside of a tenant the application login learns nobody's password hash and opens no session", async () => {
  await as("app", async (client) => {
    await assert.rejects(client.query("select * from gate.sign_in_candidates($1)", [ada.email]), {
      code: "42704",
    });
    assert.equal(await openMemberSession(client, newId()), null);
    await assert.rejects(openOperatorSession(client, ada.userId), {
      code: "42501",
      message: /permission denied/,
    });
    await assert.rejects(client.query("select * from gate.operator_candidate('sam@rowhouse.test')"), {
      code: "42501",
    });
  });
});

Deno.test("inside a tenant it learns and opens what belongs to members of that tenant alone", async () => {
  await as("app", async (client) => {
    await client.query("begin");
    await client.query("select gate.enter($1, 1)", [acme.id]);
    const own = await client.query("select user_id from gate.sign_in_candidates($1)", [ada.email]);
    assert.deepEqual(own.rows, [{ user_id: ada.userId }]);
    const others = await client.query("select user_id from gate.sign_in_candidates($1)", [max.email]);
    assert.deepEqual(others.rows, []);
    assert.equal(await openMemberSession(client, await beginLogin(client)), null, "not verified");
    const stranger = await beginLogin(client);
    await client.query("select gate.verify_login($1, $2, null, 'x', 'x', '{pwd}', null, null, now())", [
      stranger,
      max.userId,
    ]);
    await client.query("savepoint before");
    await assert.rejects(openMemberSession(client, stranger), {
      message: "Only a member of the entered tenant has a session there",
    });
    await client.query("rollback to before");
    const hers = await beginLogin(client);
    await client.query("select gate.verify_login($1, $2, null, 'x', 'x', '{pwd}', null, null, now())", [
      hers,
      ada.userId,
    ]);
    assert.equal(await openMemberSession(client, hers, new Uint8Array(32)), null, "another browser");
    assert.equal(await openMemberSession(client, hers), ada.userId);
    assert.equal(await openMemberSession(client, hers), null, "a second time");
    await client.query("rollback");
  });
});

Deno.test("the platform login opens no session of a member", async () => {
  await as("platform", async (client) => {
    await assert.rejects(openMemberSession(client, newId()), {
      code: "42501",
      message: /permission denied/,
    });
  });
});

for (
  const [what, statement, named] of [
    [
      "a table outside of pooled",
      "create table public.loose (id int); grant select on public.loose to rowhouse_app",
      "public.loose",
    ],
    [
      "a function with a careless search path",
      "create function public.f() returns int language sql security definer as 'select 1'",
      "f()",
    ],
    ["temporary objects", "grant temporary on database :name to rowhouse_app", ":name"],
  ]
) {
  Deno.test(`the check of the walls names ${what}`, () =>
    inFreshDatabase(readMigrations(), async (client) => {
      await client.query(statement.replace(":name", client.database!));
      const breaches = await findBreaches(client);
      assert.deepEqual(breaches.map((it) => it.table), [named.replace(":name", client.database!)]);
    }));
}

Deno.test("a process that connects as another login does not start", async () => {
  const superuser = new URL(adminDatabaseUrl());
  const hidden = new URL(databaseUrl("app"));
  hidden.searchParams.set("user", "postgres");
  hidden.searchParams.set("password", decodeURIComponent(superuser.password));
  for (const DATABASE_APP_URL of [superuser.href, hidden.href]) {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "tools/migrate.ts"],
      env: { DATABASE_APP_URL, DATABASE_PLATFORM_URL: databaseUrl("platform") },
      stderr: "piped",
    });
    const { success, stderr } = await child.output();
    assert.equal(success, false);
    assert.match(new TextDecoder().decode(stderr), /postgres: this process must connect as rowhouse_app/);
  }
});

async function as<T>(role: "app" | "platform", work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl(role) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Hash of the cookie that the logins of this test are bound to. */
const BINDING = new TextEncoder().encode("x".repeat(32));

async function beginLogin(client: pg.Client): Promise<string> {
  const id = newId();
  await client.query(
    `select gate.begin_login($1, 'http://localhost', 'sign_in', 'password', null, '/', null, null, $2, null, null, null, null,
       null, false, now(), now() + interval '1 minute')`,
    [id, BINDING],
  );
  return id;
}

async function openMemberSession(
  client: pg.Client,
  login: string,
  binding = BINDING,
): Promise<string | null> {
  const { rows } = await client.query(
    `select gate.open_member_session($1, $2, $3, 'http://localhost', null, null, $4, now(), now() + interval '1 day',
       interval '1 day') as person`,
    [login, binding, newId(), new TextEncoder().encode(newId())],
  );
  return rows[0].person;
}

async function openOperatorSession(client: pg.Client, userId: string) {
  await client.query(
    "select gate.open_operator_session($1, $2, 'http://localhost', '{pwd}', null, null, $3, now(), now())",
    [newId(), userId, new TextEncoder().encode(newId())],
  );
}
