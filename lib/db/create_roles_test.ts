import assert from "node:assert/strict";
import { adminDatabaseUrl } from "./database_urls.ts";
import { createRoles, RolesMissingError } from "./create_roles.ts";
import { asSuperuser, inFreshDatabase } from "@/tests/support/database.ts";

Deno.test("createRoles() makes logins that no policy exempts", async () => {
  await createRoles();
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname like 'rowhouse%' order by 1",
    )
  );
  assert.deepEqual(
    rows,
    ["rowhouse_app", "rowhouse_owner", "rowhouse_platform"].map((rolname) => ({
      rolname,
      rolsuper: false,
      rolbypassrls: false,
      rolcanlogin: true,
    })),
  );
});

Deno.test("createRoles() hands the statements to an administrator when its login may not run them", () =>
  inFreshDatabase([], async (client) => {
    await client.query("create role modest login password 'modest'");
    try {
      // With the roles there a modest login needs to do nothing.
      const url = new URL(adminDatabaseUrl());
      [url.username, url.password, url.pathname] = ["modest", "modest", `/${client.database}`];
      await createRoles(url.href);
      await client.query("alter role rowhouse_app rename to rowhouse_away");
      try {
        await assert.rejects(createRoles(url.href), (error) => {
          assert(error instanceof RolesMissingError);
          assert(error.statements.some((it) => it.startsWith("create role rowhouse_app login")));
          assert.match(error.message, /Let an administrator run/);
          return true;
        });
      } finally {
        await client.query("alter role rowhouse_away rename to rowhouse_app");
      }
    } finally {
      await client.query("drop role modest");
      await createRoles();
    }
  }));
