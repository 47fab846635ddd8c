import assert from "node:assert/strict";
import pg from "pg";
import { adminDatabaseUrl } from "@/lib/db/database_urls.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { isDatabaseAway } from "./is_database_away.ts";

Deno.test("isDatabaseAway() knows a server that is not there", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const error = await failure(new pg.Client({ host: "127.0.0.1", port, user: "x", password: "x" }).connect());
  assert.equal(isDatabaseAway(error), true);
});

Deno.test("isDatabaseAway() knows a connection that was killed, in the middle of a query and after it", async () => {
  const client = new pg.Client({ connectionString: adminDatabaseUrl() });
  client.on("error", () => {});
  await client.connect();
  const { rows: [{ pid }] } = await client.query("select pg_backend_pid() as pid");
  const asked = failure(client.query("select pg_sleep(10)"));
  await asSuperuser((other) => other.query("select pg_terminate_backend($1)", [pid]));
  assert.equal(isDatabaseAway(await asked), true);
  assert.equal(isDatabaseAway(await failure(client.query("select 1"))), true);
});

Deno.test("isDatabaseAway() takes no mistake of ours for an absence", async () => {
  for (const statement of ["select 1 / 0", "select * from nowhere", "syntax"]) {
    const error = await failure(asSuperuser((client) => client.query(statement)));
    assert.equal(isDatabaseAway(error), false, statement);
  }
  assert.equal(isDatabaseAway(new TypeError("x is not a function")), false);
  assert.equal(isDatabaseAway("ECONNREFUSED"), false);
});

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail");
}
