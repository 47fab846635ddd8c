import assert from "node:assert/strict";
import pg from "pg";
import { inOneBreath } from "./in_one_breath.ts";
import { type Sql, sql } from "./sql.ts";

const one = sql`select 1`, two = sql`select 2`, broken = sql`select none`;

Deno.test("inOneBreath() makes one trip of what is asked together, for each tenant its own", async () => {
  const { read, trips } = tripsWhere(() => undefined);
  const rows = await Promise.all([read("acme", one), read("globex", one), read("acme", two)]);
  assert.deepEqual(rows, [["acme: select 1"], ["globex: select 1"], ["acme: select 2"]].map(asRows));
  assert.deepEqual(trips, [["acme", "select 1", "select 2"], ["globex", "select 1"]]);
});

Deno.test("inOneBreath() makes a trip of its own for what is asked later", async () => {
  const { read, trips } = tripsWhere(() => undefined);
  const first = read("acme", one);
  await Promise.resolve();
  await Promise.all([first, read("acme", two)]);
  await read("acme", one);
  assert.deepEqual(trips, [["acme", "select 1"], ["acme", "select 2"], ["acme", "select 1"]]);
});

Deno.test("inOneBreath() fails only the read that fails, and says why", async () => {
  const { read } = tripsWhere((text) =>
    text === broken.text ? new pg.DatabaseError(`No ${text}`, 0, "error") : undefined
  );
  const settled = await Promise.allSettled([read("acme", one), read("acme", broken), read("acme", two)]);
  assert.deepEqual(settled.map((it) => it.status), ["fulfilled", "rejected", "fulfilled"]);
  assert.deepEqual((settled[2] as { value: unknown }).value, asRows(["acme: select 2"]));
  await assert.rejects(read("acme", broken), { message: "No select none" });
});

Deno.test("inOneBreath() does not try again what failed for another reason than a statement", async () => {
  const { read, trips } = tripsWhere(() => new Error("The connection is gone"));
  const settled = await Promise.allSettled([read("acme", one), read("acme", two)]);
  assert.deepEqual(settled.map((it) => it.status), ["rejected", "rejected"]);
  assert.equal(trips.length, 1);
});

/** Trips that answer with the tenant and the text of each statement, or fail as the database does: altogether. */
function tripsWhere(failure: (text: string) => Error | undefined) {
  const trips: string[][] = [];
  const read = inOneBreath((tenantId: string, statements: Sql[]) => {
    const texts = statements.map((it) => it.text);
    trips.push([tenantId, ...texts]);
    const failed = texts.map(failure).find((it) => it !== undefined);
    if (failed) return Promise.reject(failed);
    return Promise.resolve(texts.map((it) => asRows([`${tenantId}: ${it}`])));
  });
  return { read, trips };
}

function asRows(texts: string[]) {
  return texts.map((text) => ({ text }));
}
