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
  const second = await page(acme, { pageSize: 2, cursor: first.nextCursor });
  assert.deepEqual(second.records.map((it) => it.id), ["1"]);
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
  const { nextCursor: cursor } = await page(acme, { pageSize: 1 });
  const foreign = { ok: false, reason: "foreign_cursor" };
  assert.deepEqual(await listRecords(globex, { cursor }), foreign);
  assert.deepEqual(await listRecords(acme, { cursor, type: "order" }), foreign);
  for (
    const text of ["", "x", "%", cursor!.slice(1), `B${cursor!.slice(1)}`, "A".repeat(43), "A".repeat(10_000)]
  ) {
    assert.deepEqual(await listRecords(acme, { cursor: text }), foreign, text);
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
  const rest = nextCursor ? await pages(tenantId, { ...options, cursor: nextCursor }) : [];
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
