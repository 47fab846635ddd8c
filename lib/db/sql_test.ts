import assert from "node:assert/strict";
import { prepared, sql } from "./sql.ts";

Deno.test("sql makes a numbered parameter of each value", () => {
  assert.deepEqual(sql`select ${1}, ${"'; drop table x"}`, {
    text: "select $1, $2",
    values: [1, "'; drop table x"],
  });
});

Deno.test("prepared() lets no two statements have one name", () => {
  const named = (limit: number) => prepared("sql_test", sql`select ${limit}`);
  assert.deepEqual([named(1), named(2)].map((it) => it.values), [[1], [2]]);
  assert.throws(() => prepared("sql_test", sql`select 1`), /Preparing "sql_test": another statement/);
});
