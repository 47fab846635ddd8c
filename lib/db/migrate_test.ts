import assert from "node:assert/strict";
import { EditedMigrationError, migrate } from "./migrate.ts";
import { adminDatabaseUrl } from "./database_urls.ts";
import { inFreshDatabase } from "@/tests/support/database.ts";

const ONE = { name: "0001_one.sql", text: "create table platform.one (id int)" };
const TWO = {
  name: "0002_two.sql",
  text: "create table platform.two (id int); insert into platform.two values (2)",
};

Deno.test("migrate() applies each migration once, in order", () =>
  inFreshDatabase([], async (client) => {
    const url = urlOf(client.database!);
    assert.deepEqual(await migrate([ONE, TWO], url), ["0001_one.sql", "0002_two.sql"]);
    assert.deepEqual(await migrate([ONE, TWO], url), []);
  }));

Deno.test("migrate() lets one of two processes apply", () =>
  inFreshDatabase([], async (client) => {
    const url = urlOf(client.database!);
    const applied = await Promise.all([migrate([ONE, TWO], url), migrate([ONE, TWO], url)]);
    assert.deepEqual(applied.flat().sort(), ["0001_one.sql", "0002_two.sql"]);
  }));

Deno.test("migrate() refuses a migration that was edited after it ran", () =>
  inFreshDatabase([], async (client) => {
    const url = urlOf(client.database!);
    await migrate([ONE], url);
    await assert.rejects(migrate([{ ...ONE, text: `${ONE.text};` }], url), (error) => {
      assert(error instanceof EditedMigrationError);
      assert.match(error.message, /"0001_one.sql" has run and was edited since/);
      return true;
    });
  }));

Deno.test("migrate() names the migration that fails and leaves nothing of it", () =>
  inFreshDatabase([], async (client) => {
    const url = urlOf(client.database!);
    const half = { name: "0002_half.sql", text: "create table platform.half (id int); select 1 / 0" };
    await assert.rejects(migrate([ONE, half], url), /Migrating: "0002_half.sql" failed: division by zero/);
    const { rows } = await client.query(
      "select to_regclass('platform.one') as one, to_regclass('platform.half') as half",
    );
    assert.equal(rows[0].half, null);
    assert.notEqual(rows[0].one, null);
    assert.deepEqual(await migrate([ONE, { ...half, text: TWO.text }], url), ["0002_half.sql"]);
  }));

function urlOf(database: string): string {
  const url = new URL(adminDatabaseUrl());
  url.pathname = `/${database}`;
  return url.href;
}
