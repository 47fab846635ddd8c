import assert from "node:assert/strict";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { acceptRecords } from "./accept_records.ts";
import { listRecords } from "./list_records.ts";

Deno.test("listRecords() shows the latest first, page by page, each once", async () => {
  const acme = await withRecords(["1", "2", "3", "4", "5"]);
  assert.deepEqual(await pages(acme, { pageSize: 2 }), [["5", "4"], ["3", "2"], ["1"]]);
  assert.deepEqual(await pages(acme, { pageSize: 5 }), [["5", "4", "3", "2", "1"]]);
});

Deno.test("listRecords() goes on where it was when new records arrive", async () => {
  const acme = await withRecords(["1", "2", "3"]);
  const first = await page(acme, { pageSize: 2 });
  await add(acme, "4");
  const second = await page(acme, { pageSize: 2, after: first.nextCursor });
  assert.deepEqual(second.records.map((it) => it.id), ["1"]);
});

Deno.test("listRecords() goes back page by page, and finds there what has arrived since", async () => {
  const acme = await withRecords(["1", "2", "3", "4", "5"]);
  const ids = async (options: Options) =>
    (await page(acme, { pageSize: 2, ...options })).records.map((it) => it.id);
  const first = await page(acme, { pageSize: 2 });
  assert.equal(first.previousCursor, undefined);
  const second = await page(acme, { pageSize: 2, after: first.nextCursor });
  const third = await page(acme, { pageSize: 2, after: second.nextCursor });
  assert.deepEqual(await ids({ before: third.previousCursor }), ["3", "2"]);
  assert.deepEqual(await ids({ before: second.previousCursor }), ["5", "4"]);
  const again = await page(acme, { pageSize: 2, before: second.previousCursor });
  assert.equal(again.previousCursor, undefined);
  assert.deepEqual(await ids({ after: again.nextCursor }), ["3", "2"]);
  await add(acme, "6");
  const { previousCursor } = await page(acme, { pageSize: 2, before: second.previousCursor });
  assert.deepEqual(await ids({ before: previousCursor }), ["6"]);
});

Deno.test("listRecords() finds a part of an id, in capitals or not, and no pattern", async () => {
  const acme = await withRecords(["order-17", "ORDER-18", "o%", "refund"]);
  assert.deepEqual(await pages(acme, { idPart: "Order-1" }), [["ORDER-18", "order-17"]]);
  assert.deepEqual(await pages(acme, { idPart: "%" }), [["o%"]]);
  assert.deepEqual(await pages(acme, { idPart: "order", type: "refund" }), [[]]);
  for (const idPart of ["none", "\0", "a b", "é"]) assert.deepEqual(await pages(acme, { idPart }), [[]]);
});

Deno.test("listRecords() filters by type and by half-open spans of occurrence and reception", async () => {
  const acme = await makeBareTenant();
  const [first, second, third] = [1, 2, 3].map((day) => new Date(Date.UTC(2026, 0, day)));
  await add(acme, "a", { type: "order", occurred_at: first.toISOString() }, second);
  await add(acme, "b", { type: "order", occurred_at: second.toISOString() }, third);
  await add(acme, "c", { type: "refund", occurred_at: second.toISOString() }, third);
  assert.deepEqual(await pages(acme, { type: "order" }), [["b", "a"]]);
  assert.deepEqual(await pages(acme, { occurredFrom: first, occurredTo: second }), [["a"]]);
  assert.deepEqual(await pages(acme, { occurredFrom: second }), [["c", "b"]]);
  assert.deepEqual(await pages(acme, { receivedFrom: second, receivedTo: third }), [["a"]]);
  assert.deepEqual(await pages(acme, { receivedFrom: third }), [["c", "b"]]);
  for (const type of ["none", "NONE", "\0"]) assert.deepEqual(await pages(acme, { type }), [[]]);
});

Deno.test("listRecords() refuses a cursor of another tenant, of another filter, and one made up", async () => {
  const [acme, globex] = [await withRecords(["1", "2"]), await withRecords(["1", "2"])];
  const { nextCursor: after } = await page(acme, { pageSize: 1 });
  const foreign = { ok: false, reason: "foreign_cursor" };
  assert.deepEqual(await listRecords(globex, { after }), foreign);
  assert.deepEqual(await listRecords(acme, { after, type: "order" }), foreign);
  assert.deepEqual(await listRecords(acme, { after, idPart: "1" }), foreign);
  for (
    const text of ["", "x", "%", after!.slice(1), `B${after!.slice(1)}`, "A".repeat(43), "A".repeat(10_000)]
  ) {
    assert.deepEqual(await listRecords(acme, { after: text }), foreign, text);
    assert.deepEqual(await listRecords(acme, { before: text }), foreign, text);
  }
});

Deno.test("listRecords() shows a tenant its own records only", async () => {
  const [acme] = [await withRecords(["a"]), await withRecords(["b"])];
  assert.deepEqual(await pages(acme), [["a"]]);
});

type Options = NonNullable<Parameters<typeof listRecords>[1]>;

async function page(tenantId: string, options: Options) {
  const found = await listRecords(tenantId, options);
  assert.ok(found.ok);
  return found;
}

async function pages(tenantId: string, options: Options = {}): Promise<string[][]> {
  const { records, nextCursor } = await page(tenantId, options);
  const rest = nextCursor ? await pages(tenantId, { ...options, after: nextCursor }) : [];
  return [records.map((it) => it.id), ...rest];
}

async function withRecords(ids: string[]): Promise<string> {
  const tenantId = await makeBareTenant();
  for (const id of ids) await add(tenantId, id);
  return tenantId;
}

async function add(tenantId: string, id: string, parts: object = {}, now = new Date()) {
  const records = [{ id, type: "order", data: {}, ...parts }];
  assert.ok((await acceptRecords(tenantId, { records, now })).ok);
}
