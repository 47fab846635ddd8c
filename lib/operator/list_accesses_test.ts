import assert from "node:assert/strict";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { newId } from "@/lib/ids.ts";
import { listAccesses } from "./list_accesses.ts";

Deno.test("listAccesses() goes through everybody who looked, the latest first, itself among them", async () => {
  const operator = `Sam ${newId()}`;
  const reasons = ["one", "two", "three"].map((it) => `${operator} looks for ${it}`);
  for (const reason of reasons) await asPlatform(reason, (tx) => tx.rows`select 1`);
  const first = await listAccesses({ operator, atMost: 3 });
  assert.deepEqual(first.accesses.map((it) => it.reason), [
    `${operator} reads who looked`,
    ...reasons.slice(1).toReversed(),
  ]);
  const second = await listAccesses({ operator, atMost: 1, cursor: first.nextCursor });
  assert.deepEqual(second.accesses.map((it) => it.reason), [reasons[0]]);
});

Deno.test("listAccesses() begins anew at a cursor that names none, and ends", async () => {
  const { accesses: [{ id }] } = await listAccesses({ operator: "Sam" });
  for (const cursor of ["", "\0", "x", "-1", "1e3", "9".repeat(40)]) {
    const { accesses } = await listAccesses({ operator: "Sam", cursor, atMost: 1 });
    assert.ok(accesses[0].id > id, cursor);
  }
  assert.deepEqual(await listAccesses({ operator: "Sam", cursor: "0" }), {
    accesses: [],
    nextCursor: undefined,
  });
});
