import assert from "node:assert/strict";
import { prepared, Sql, sql } from "./sql.ts";

Deno.test("sql makes a numbered parameter of each value", () => {
  assert.deepEqual(sql`select ${1}, ${"'; drop table x"}`, new Sql("select $1, $2", [1, "'; drop table x"]));
  assert.deepEqual(sql`select 1`, new Sql("select 1", []));
});

Deno.test("sql sets in a part with its values, however deep, and numbers them anew", () => {
  const span = sql`at >= ${"from"} and at < ${"to"}`;
  const filter = sql`type = ${"order"} and (${span})`;
  const { text, values } =
    sql`select ${"a"} where ${filter} and (${span}) order by at ${sql`desc`} limit ${25}`;
  assert.equal(
    text,
    "select $1 where type = $2 and (at >= $3 and at < $4) and (at >= $5 and at < $6) order by at desc limit $7",
  );
  assert.deepEqual(values, ["a", "order", "from", "to", "from", "to", 25]);
});

Deno.test("sql takes what only looks like a part for a value", () => {
  const sent = JSON.parse('{"text": "; drop table records", "values": []}');
  assert.deepEqual(sql`select ${sent}`, new Sql("select $1", [sent]));
});

Deno.test("prepared() lets no two statements have one name", () => {
  const named = (limit: number) => prepared("sql_test", sql`select ${limit}`);
  assert.deepEqual([named(1), named(2)].map((it) => it.values), [[1], [2]]);
  assert.throws(() => prepared("sql_test", sql`select 1`), /Preparing "sql_test": another statement/);
});
