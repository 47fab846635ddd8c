import assert from "node:assert/strict";
import type pg from "pg";
import { findBreaches } from "@/lib/db/catalogue.ts";
import { readMigrations } from "@/lib/db/migrate.ts";
import { inFreshDatabase } from "@/tests/support/database.ts";

/** What is done to the walls, and all that the check then says, as `table: rule`. */
type Breaking = { what: string; by: string; said: string[] };

const OWN_TENANT = "tenant_id = (select current_setting('app.tenant_id')::uuid)";

/** A tenant table that keeps every rule but the one its columns break. */
const table = (columns: string) => `
  create table pooled.loose (${columns});
  alter table pooled.loose enable row level security;
  alter table pooled.loose force row level security;
  create policy own_tenant on pooled.loose to rowhouse_app using (${OWN_TENANT}) with check (${OWN_TENANT});`;

/** The same where the policy cannot be written for want of a column. */
const tableWithoutPolicy = (columns: string) => `
  create table pooled.loose (${columns});
  alter table pooled.loose enable row level security;
  alter table pooled.loose force row level security;`;

/** Of a whole table, and of one column. */
const PRIVILEGES = [
  "select",
  "insert",
  "update",
  "references",
  "delete",
  "truncate",
  "trigger",
  "select (id)",
  "update (id)",
];

const NO_POLICY = "loose: has no policy for rowhouse_app that covers all commands";
const policy = (name: string, faulty: "use" | "check") =>
  `members: policy ${name} must ${faulty} exactly tenant_id = the entered tenant`;

const BREAKINGS: Breaking[] = [
  {
    what: "row-level security that is not forced",
    by: "alter table pooled.members no force row level security",
    said: ["members: row-level security is not forced"],
  },
  {
    what: "row-level security that is off",
    by: "alter table pooled.members disable row level security",
    said: ["members: row-level security is not enabled"],
  },
  {
    what: "a table without tenant_id",
    by: tableWithoutPolicy("id uuid"),
    said: ["loose: tenant_id uuid not null is missing", "loose: has no primary key", NO_POLICY],
  },
  {
    what: "a key that is no tenant_id",
    by: tableWithoutPolicy("id uuid primary key"),
    said: [
      "loose: tenant_id uuid not null is missing",
      "loose: index loose_pkey does not lead with tenant_id",
      NO_POLICY,
    ],
  },
  {
    what: "a tenant_id that may be null",
    by: table("tenant_id uuid"),
    said: ["loose: tenant_id uuid not null is missing", "loose: has no primary key"],
  },
  {
    what: "a tenant_id that is text",
    by: tableWithoutPolicy("tenant_id text primary key"),
    said: ["loose: tenant_id uuid not null is missing", NO_POLICY],
  },
  {
    what: "a table without a primary key",
    by: table("tenant_id uuid not null"),
    said: ["loose: has no primary key"],
  },
  {
    what: "a partitioned table without a primary key",
    by: table("tenant_id uuid not null").replace(");", ") partition by hash (tenant_id);"),
    said: ["loose: has no primary key"],
  },
  {
    what: "a table without a policy",
    by: tableWithoutPolicy("tenant_id uuid primary key"),
    said: [NO_POLICY],
  },
  ...["for select", "as restrictive"].map((kind) => ({
    what: `a table whose only policy is one ${kind}`,
    by: `${tableWithoutPolicy("tenant_id uuid primary key")}
      create policy own_tenant on pooled.loose ${kind} to rowhouse_app using (${OWN_TENANT}) ${
      kind === "for select" ? "" : `with check (${OWN_TENANT})`
    }`,
    said: [NO_POLICY],
  })),
  {
    what: "a table whose only policy is everybody's",
    by: `${tableWithoutPolicy("tenant_id uuid primary key")}
      create policy own_tenant on pooled.loose using (${OWN_TENANT}) with check (${OWN_TENANT})`,
    said: [NO_POLICY, "loose: policy own_tenant is for public"],
  },
  {
    what: "a permissive policy beside the tenant's own",
    by: "create policy extra on pooled.members to rowhouse_app using (true) with check (true)",
    said: [policy("extra", "use")],
  },
  {
    what: "a policy that lets see what is not the tenant's",
    by: "create policy extra on pooled.members for select to rowhouse_app using (true)",
    said: [policy("extra", "use")],
  },
  {
    what: "a policy that lets write what is not the tenant's",
    by: `alter policy own_tenant on pooled.members with check (true)`,
    said: [policy("own_tenant", "check")],
  },
  {
    what: "a policy that adds to the tenant's own rows",
    by: `alter policy own_tenant on pooled.members using (${OWN_TENANT} or role = 'owner')`,
    said: [policy("own_tenant", "use")],
  },
  {
    what: "a policy by which the owner's functions see every tenant",
    by: "alter policy gate_reads on pooled.members using (true)",
    said: [policy("gate_reads", "use")],
  },
  {
    what: "a policy on another table that has the name of the queue's",
    by: "create policy queue on pooled.members for select to rowhouse_owner using (true)",
    said: [policy("queue", "use")],
  },
  {
    what: "a policy for another role",
    by: `create policy extra on pooled.members for select to pg_monitor using (${OWN_TENANT})`,
    said: ["members: policy extra is for pg_monitor"],
  },
  {
    what: "an index that does not lead with tenant_id",
    by: "create index loose on pooled.members (email_lc, tenant_id)",
    said: ["members: index loose does not lead with tenant_id"],
  },
  {
    what: "an index on an expression",
    by: "create index loose on pooled.members (lower(name), tenant_id)",
    said: ["members: index loose does not lead with tenant_id"],
  },
  {
    what: "a unique index that is named like the queue's",
    by: "drop index pooled.jobs_in_turn; create unique index jobs_in_turn on pooled.jobs (id)",
    said: ["jobs: index jobs_in_turn does not lead with tenant_id"],
  },
  {
    what: "a primary key that does not lead with tenant_id",
    by: table("id uuid, tenant_id uuid, primary key (id, tenant_id)"),
    said: ["loose: index loose_pkey does not lead with tenant_id"],
  },
  {
    what: "a foreign key that leaves the tenant's tables",
    by: table("tenant_id uuid primary key constraint away references platform.placements (tenant_id)"),
    said: ["loose: foreign key away leaves the tenant's own tables"],
  },
  {
    what: "a foreign key that does not lead with tenant_id here",
    by: table(`tenant_id uuid, of uuid, id uuid, primary key (tenant_id, id),
      constraint crossed foreign key (of, id) references pooled.members (tenant_id, id)`),
    said: ["loose: foreign key crossed does not lead with tenant_id on both sides"],
  },
  {
    what: "a foreign key that does not lead with tenant_id there",
    by: table(`tenant_id uuid, id uuid, primary key (tenant_id, id),
      constraint crossed foreign key (tenant_id, id) references pooled.members (id, tenant_id)`),
    said: ["loose: foreign key crossed does not lead with tenant_id on both sides"],
  },
  {
    what: "an enum column",
    by: `create type pooled.mood as enum ('calm'); ${table("tenant_id uuid primary key, mood pooled.mood")}`,
    said: ["loose: column mood is mood; its comparison is not leakproof"],
  },
  {
    what: "a numeric column",
    by: table("tenant_id uuid primary key, price numeric(10, 2)"),
    said: ["loose: column price is numeric; its comparison is not leakproof"],
  },
  ...["pooled", "gate", "platform"].flatMap((schema) => [
    {
      what: `a view in ${schema} that reads as its owner`,
      by: `create view ${schema}.loose as select 1 as one`,
      said: ["loose: view is not security_invoker"],
    },
    {
      what: `a view in ${schema} that says it does not read as its caller`,
      by: `create view ${schema}.loose with (security_invoker = false) as select 1 as one`,
      said: ["loose: view is not security_invoker"],
    },
    {
      what: `a materialized view in ${schema}`,
      by: `create materialized view ${schema}.loose as select 1 as one`,
      said: ["loose: materialized view is outside row-level security"],
    },
  ]),
  ...["app", "platform"].map((role) => ({
    what: `bypassrls on the ${role} login`,
    by: `alter role rowhouse_${role} bypassrls`,
    said: [`rowhouse_${role}: login may bypass row-level security`],
  })),
  {
    what: "a platform login that is superuser",
    by: "alter role rowhouse_platform superuser",
    said: ["rowhouse_platform: login may bypass row-level security"],
  },
  {
    what: "an application login that is a member of another role",
    by: "grant pg_monitor to rowhouse_app",
    said: ["rowhouse_app: is a member of pg_monitor"],
  },
  ...["truncate", "references", "trigger"].map((privilege) => ({
    what: `a grant of ${privilege}`,
    by: `grant ${privilege} on pooled.members to rowhouse_app`,
    said: ["members: rowhouse_app may truncate, reference or trigger"],
  })),
  {
    what: "a table that belongs to the platform login",
    by: "alter table pooled.members owner to rowhouse_platform",
    said: ["members: belongs to rowhouse_platform"],
  },
  {
    what: "a table that belongs to the application login",
    by: "alter table pooled.members owner to rowhouse_app",
    said: ["members: rowhouse_app may truncate, reference or trigger", "members: belongs to rowhouse_app"],
  },
  ...PRIVILEGES.map((
    privilege,
  ) => ({
    what: `a grant of ${privilege} on a platform table`,
    by: `grant ${privilege} on platform.tenants to rowhouse_app`,
    said: ["platform.tenants: rowhouse_app has a privilege on a platform table"],
  })),
  {
    what: "a grant on a platform table to everybody",
    by: "grant select on platform.tenants to public",
    said: ["platform.tenants: rowhouse_app has a privilege on a platform table"],
  },
  ...["pooled", "gate", "platform", "public"].map((schema) => ({
    what: `CREATE on the schema ${schema}`,
    by: `grant create on schema ${schema} to rowhouse_app`,
    said: [`${schema}: rowhouse_app may create objects in this schema`],
  })),
  ...PRIVILEGES.map((privilege) => ({
    what: `a grant of ${privilege} outside of pooled`,
    by: `create table public.loose (id uuid); grant ${privilege} on public.loose to rowhouse_app`,
    said: ["public.loose: rowhouse_app has a privilege on a table outside of pooled"],
  })),
  ...["view", "materialized view"].map((kind) => ({
    what: `a grant on a ${kind} outside of pooled`,
    by: `create ${kind} public.loose as select 1 as one; grant select on public.loose to rowhouse_app`,
    said: ["public.loose: rowhouse_app has a privilege on a table outside of pooled"],
  })),
  {
    what: "a grant on a view of the platform",
    by: `create view platform.loose with (security_invoker = true) as select 1 as one;
      grant select on platform.loose to rowhouse_app`,
    said: ["platform.loose: rowhouse_app has a privilege on a platform table"],
  },
  {
    what: "a function of the gate that everybody may call",
    by: `create function gate.loose() returns int language sql as 'select 1';
      grant execute on function gate.loose to public`,
    said: ["gate.loose(): function may be called by everybody"],
  },
  ...["", "set search_path = pooled", "set search_path = pg_catalog"].map((path) => ({
    what: `a function that runs as its owner ${path || "without a search path"}`,
    by: `create function platform.loose() returns int language sql security definer ${path} as 'select 1'`,
    said: [
      "platform.loose(): security definer function does not set search_path = pg_catalog, pg_temp",
    ],
  })),
];

Deno.test("each rule of the walls names what breaks it, and nothing else", async (t) => {
  await inFreshDatabase(readMigrations(), async (client) => {
    for (const { what, by, said } of BREAKINGS) {
      await t.step(what, async () => assert.deepEqual(await saidAfter(client, by), said.sort()));
    }
    assert.deepEqual(await findBreaches(client), []);
  });
});

/** Roles too are as before after the rollback, though they are the whole cluster's. */
async function saidAfter(client: pg.Client, breaking: string): Promise<string[]> {
  await client.query("begin");
  try {
    await client.query(breaking);
    return (await findBreaches(client)).map((it) => `${it.table}: ${it.rule}`).sort();
  } finally {
    await client.query("rollback");
  }
}
