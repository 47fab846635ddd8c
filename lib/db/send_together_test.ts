import assert from "node:assert/strict";
import type pg from "pg";
import { asSuperuser } from "@/tests/support/database.ts";
import { pool } from "./connect.ts";
import { sendTogether } from "./send_together.ts";
import { prepared, sql } from "./sql.ts";

const one = sql`select 1 as n`;

Deno.test("sendTogether() gives the result of each statement, in their order", async () => {
  const results = await onOneConnection((client) =>
    sendTogether(client, [
      sql`begin`,
      sql`select n, ${"text"} as text from generate_series(1, 3) n`,
      sql`select where false`,
      sql`commit`,
    ])
  );
  assert.deepEqual(results.map((it) => it.command), ["BEGIN", "SELECT", "SELECT", "COMMIT"]);
  assert.deepEqual(results[1].rows, [1, 2, 3].map((n) => ({ n, text: "text" })));
  assert.deepEqual(results[2].rows, []);
});

Deno.test("sendTogether() leaves out what comes after a failure, and the connection works on", async () => {
  const failing = sql`select 1 / 0`;
  for (const statements of [[failing, one], [one, failing], [one, failing, one, one]]) {
    await onOneConnection(async (client) => {
      await assert.rejects(sendTogether(client, [sql`begin`, ...statements, sql`commit`]), { code: "22012" });
      assert.equal((await client.query("rollback")).command, "ROLLBACK");
      assert.deepEqual((await sendTogether(client, [one]))[0].rows, [{ n: 1 }]);
    });
  }
});

Deno.test("sendTogether() is behind what was sent before it, and before what is sent after it", async () => {
  await onOneConnection(async (client) => {
    const answers = await Promise.all([
      client.query("select 1 as n"),
      sendTogether(client, [sql`select 2 as n`, sql`select 3 as n`]),
      client.query(sql`select ${4}::int as n`),
      sendTogether(client, [sql`select 5 as n`]),
    ]);
    assert.deepEqual(answers.flat().map((it) => it.rows[0].n), [1, 2, 3, 4, 5]);
  });
});

Deno.test("sendTogether() parses a prepared statement once, whichever way it was sent first", async () => {
  await onOneConnection(async (client) => {
    const [twice, single] = [prepared("twice", one), prepared("single", one)];
    await sendTogether(client, [twice, twice]);
    await client.query(single);
    for (let time = 0; time < 3; time++) {
      assert.deepEqual((await sendTogether(client, [single, twice])).map((it) => it.rows), [[{ n: 1 }], [{
        n: 1,
      }]]);
      assert.deepEqual((await client.query(twice)).rows, [{ n: 1 }]);
    }
    assert.deepEqual(await preparedOn(client), ["single", "twice"]);
  });
});

Deno.test("a prepared statement that failed, or stood behind one that did, is prepared when it is sent again", async () => {
  await onOneConnection(async (client) => {
    const divide = (by: number) => prepared("divide", sql`select 6 / ${by}::int as n`);
    const behind = prepared("behind", one);
    const broken = prepared("broken", sql`select none from nowhere`);
    for (let time = 0; time < 2; time++) {
      await assert.rejects(sendTogether(client, [divide(0), behind]), { code: "22012" });
      await assert.rejects(sendTogether(client, [broken, behind]), { code: "42P01" });
    }
    assert.deepEqual(await preparedOn(client), ["divide"]);
    const results = await sendTogether(client, [divide(2), behind]);
    assert.deepEqual(results.map((it) => it.rows[0].n), [3, 1]);
  });
});

Deno.test("a prepared statement that failed once is not parsed again, wherever it stood", async () => {
  await onOneConnection(async (client) => {
    const half = (of: number) => prepared("half", sql`select 6 / ${of}::int as n`);
    const first = prepared("first", sql`select 0 as n`);
    for (const by of [2, 0, 3, 0, 6]) {
      const sent = sendTogether(client, [first, half(by)]);
      if (by === 0) await assert.rejects(sent, { code: "22012" });
      else assert.deepEqual((await sent).map((it) => it.rows[0].n), [0, 6 / by]);
    }
    assert.deepEqual(await preparedOn(client), ["first", "half"]);
  });
});

Deno.test("a value that cannot be written fails the statements with it, and the connection works on", async () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  await onOneConnection(async (client) => {
    for (
      const unwritable of [
        sql`select ${circular}::jsonb`,
        prepared("unwritable", sql`select ${circular}::jsonb`),
      ]
    ) {
      await assert.rejects(sendTogether(client, [one, unwritable, one]), TypeError);
      assert.deepEqual((await sendTogether(client, [one, one])).map((it) => it.rows[0].n), [1, 1]);
    }
    const written = prepared("unwritable", sql`select ${{ a: 1 }}::jsonb`);
    assert.deepEqual((await sendTogether(client, [written]))[0].rows, [{ jsonb: { a: 1 } }]);
  });
});

Deno.test("a value that cannot be read fails the statements with it, and the connection works on", async () => {
  await onOneConnection(async (client) => {
    for (const statements of [[one, sql`select (2 ^ 60)::bigint`], [sql`select (2 ^ 60)::bigint`, one]]) {
      await assert.rejects(sendTogether(client, statements), RangeError);
      assert.deepEqual((await sendTogether(client, [one, one])).map((it) => it.rows[0].n), [1, 1]);
    }
  });
});

Deno.test("sendTogether() fails when its connection dies, before and after it was sent", async () => {
  const client = await pool("app").connect();
  const [{ rows: [{ pid }] }] = await sendTogether(client, [sql`select pg_backend_pid() as pid`]);
  const sleeping = assert.rejects(sendTogether(client, [one, sql`select pg_sleep(60)`, one]));
  await asSuperuser((admin) => admin.query("select pg_terminate_backend($1)", [pid]));
  await sleeping;
  await assert.rejects(sendTogether(client, [one]));
  client.release(true);
});

async function onOneConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool("app").connect();
  try {
    return await work(client);
  } finally {
    client.release(true); // so that no test finds what another has prepared
  }
}

async function preparedOn(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select name from pg_prepared_statements order by name",
  );
  return rows.map((it) => it.name);
}
