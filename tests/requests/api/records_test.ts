import assert from "node:assert/strict";
import { call, keyOf } from "@/tests/support/api.ts";
import { baseOrigin, isSpread, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, globex, ada, max } = await makeCast();
const adas = (await keyOf(ada)).key;
const maxs = (await keyOf(max)).key;
const json = { "content-type": "application/json" };

Deno.test("one record is stored, and read back by its own id", async () => {
  const sent = { id: "order/1_100%25?", type: "order.created", data: { total: 1299 } };
  const res = await post(sent);
  assert.equal(res.status, 201);
  assert.deepEqual(await res.json(), {
    accepted: 1,
    duplicates: 0,
    rejected: 0,
    results: [{ index: 0, status: "accepted", id: sent.id }],
  });
  const found = await get(`/records/${encodeURIComponent(sent.id)}`);
  assert.equal(found.status, 200);
  const { occurred_at, received_at, ...record } = await found.json();
  assert.deepEqual(record, sent);
  for (const time of [occurred_at, received_at]) {
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
});

Deno.test("a record without an id is read back by the one it got", async () => {
  const { results: [{ id }] } = await (await post({ type: "order", data: { a: 1 } })).json();
  assert.match(id, /^rec_/);
  assert.deepEqual((await (await get(`/records/${id}`)).json()).data, { a: 1 });
});

Deno.test("a batch is a list, or an object that holds one", async () => {
  for (const wrap of [(it: unknown[]) => it, (records: unknown[]) => ({ records })]) {
    const res = await post(wrap([{ type: "order", data: {} }, { type: "order", data: {} }]));
    assert.equal(res.status, 201);
    assert.equal((await res.json()).accepted, 2);
  }
});

Deno.test("1,000 records are taken at once; 1,001 are refused with the limit, and none is stored", async () => {
  const batch = Array.from(
    { length: 1_001 },
    (_, index) => ({ id: `thousand-${index}`, type: "thousand", data: { index } }),
  );
  const refused = await post(batch);
  assert.equal(refused.status, 413);
  assert.equal((await refused.json()).max_records, 1_000);
  assert.equal((await (await get("/records?type=thousand")).json()).records.length, 0);
  const taken = await post(batch.slice(1));
  assert.equal(taken.status, 201);
  assert.equal((await taken.json()).accepted, 1_000);
  assert.equal((await get("/records/thousand-1000")).status, 200);
});

Deno.test("a body over 5 MiB is refused with the limit while it is read, whatever its length said", {
  ignore: isSpread,
}, async () => {
  const declared = await postRaw(`[${" ".repeat(5 * 1024 * 1024)}]`);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      pulled += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const undeclared = await postRaw(endless);
  for (const res of [declared, undeclared]) {
    assert.equal(res.status, 413);
    assert.equal((await res.json()).max_bytes, 5_242_880);
  }
  assert.ok(pulled < 6 * 1024 * 1024, "stops reading at the limit");
});

Deno.test("a body of exactly 5 MiB is read", async () => {
  const record = '{"type":"order","data":{}}';
  const res = await postRaw(record.padEnd(5 * 1024 * 1024));
  assert.equal(res.status, 201);
});

Deno.test("what is not JSON is refused before it is read", async () => {
  const record = JSON.stringify({ type: "order", data: {} });
  const refused: Record<string, string>[] = [
    { "content-type": "text/plain" },
    { "content-type": "application/x-www-form-urlencoded" },
    { "content-type": "application/json; charset=latin1" },
    { "content-type": "application/jsonx" },
    { ...json, "content-encoding": "gzip" },
  ];
  for (const headers of refused) {
    assert.equal((await postRaw(record, headers)).status, 415, JSON.stringify(headers));
  }
  for (
    const type of [
      "application/json",
      "application/json;charset=UTF-8",
      'Application/JSON; charset="utf-8"',
      "application/vnd.acme+json",
    ]
  ) {
    assert.equal((await postRaw(record, { "content-type": type })).status, 201, type);
  }
});

Deno.test("malformed JSON is refused with its place", async () => {
  const res = await postRaw('{\n  "type": "order",\n  "data": oops\n}');
  assert.equal(res.status, 400);
  const { detail, position, line, column } = await res.json();
  assert.equal(detail, 'The body is not JSON: Unexpected "o" at line 3, column 11');
  assert.deepEqual({ position, line, column }, { position: 31, line: 3, column: 11 });
});

Deno.test("malformed JSON of more than 64 KiB is refused without a place", async () => {
  const res = await postRaw(`[${" ".repeat(65_536)}oops]`);
  assert.equal(res.status, 400);
  const { detail, position } = await res.json();
  assert.deepEqual([detail, position], ["The body is not JSON: Unexpected token or end", undefined]);
});

Deno.test("a body that breaks off is refused as one that ended early", { ignore: isSpread }, async () => {
  const breaking = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.error(new Error("the client hung up")),
  });
  const req = new Request(`${acme.origin}/api/v1/records`, {
    method: "POST",
    body: breaking,
    headers: { ...json, host: new URL(acme.origin).host, authorization: `Bearer ${adas}` },
  });
  const res = await app.fetch(req);
  assert.equal(res.status, 400);
  assert.equal((await res.json()).detail, "The body ended early");
});

const GARBAGE: [name: string, body: BodyInit, status: number][] = [
  ["nothing", "", 400],
  ["white space", " \n", 400],
  ["half an object", '{"type":"order","data":{', 400],
  ["two objects", '{"type":"order","data":{}}{}', 400],
  ["a trailing comma", '[{"type":"order","data":{}},]', 400],
  ["single quotes", "{'type':'order'}", 400],
  ["NaN", '{"type":"order","data":{"a":NaN}}', 400],
  ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400],
  ["half of a UTF-8 character", new TextEncoder().encode('"€').slice(0, 3), 400],
  ["UTF-16", new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), 400],
  ["a raw NUL", '{"type":"order","data":{"a":"\0"}}', 400],
  ["brackets a million deep", "[".repeat(1_000_000), 400],
  ["a list a million deep", `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`, 422],
  ["data a million deep", `{"type":"order","data":${'{"a":'.repeat(500_000)}1${"}".repeat(500_000)}}`, 422],
  ["null", "null", 422],
  ["a number", "5", 422],
  ["a string", '"order"', 422],
  ["an empty object", "{}", 422],
  ["an empty list", "[]", 422],
  ["an empty batch", '{"records":[]}', 422],
  ["a batch that is no list", '{"records":{"type":"order","data":{}}}', 422],
  ["a list of lists", '[[{"type":"order","data":{}}]]', 422],
  ["an escaped NUL", '{"type":"order","data":{"a":"\\u0000"}}', 422],
  ["an escaped NUL for a name", '{"type":"order","data":{},"\\u0000":1}', 422],
  ["half a surrogate pair", '{"type":"order","data":{"a":"\\ud800"}}', 422],
  ["half a surrogate pair for an id", '{"id":"\\ud800","type":"order","data":{}}', 422],
  ["a number no double holds", '{"type":"order","data":{"a":1e999}}', 422],
  ["the prototype's name", '{"type":"order","data":{},"__proto__":{}}', 422],
];

for (const [name, body, status] of GARBAGE) {
  Deno.test(`${name} is refused with ${status}, also under an Idempotency-Key`, async () => {
    assert.equal((await postRaw(body)).status, status);
    const headers = { ...json, "idempotency-key": `garbage-${name.replaceAll(" ", "-")}` };
    assert.equal((await postRaw(body, headers)).status, status);
    assert.equal((await postRaw(body, headers)).status, status, "again");
  });
}

Deno.test("a byte order mark before the JSON does no harm", async () => {
  assert.equal((await postRaw('\ufeff{"type":"order","data":{}}')).status, 201);
});

Deno.test("a whole number that a double would alter is refused, not stored as another one", async () => {
  const res = await postRaw('{"type":"order","data":{"a":12345678901234567890}}');
  assert.equal(res.status, 400);
  assert.equal(
    (await res.json()).detail,
    "The number 12345678901234567890 cannot be kept exactly; send it as a text",
  );
});

Deno.test("valid records of a batch are stored beside the rejected ones, each with the rule it breaks", async () => {
  const res = await post([{ id: "fine", type: "order", data: {} }, {
    id: "not",
    type: "order",
    data: { a: "\0" },
  }]);
  assert.equal(res.status, 201);
  const { accepted, rejected, results } = await res.json();
  assert.deepEqual([accepted, rejected], [1, 1]);
  assert.deepEqual(results[1], {
    index: 1,
    status: "rejected",
    id: "not",
    errors: [{ pointer: "/data/a", rule: "Must not contain the character U+0000" }],
  });
});

Deno.test("a record sent again is a duplicate, and says when it differs", async () => {
  await post({ id: "twice", type: "order", data: { n: 1 } });
  const same = await post({ id: "twice", type: "order", data: { n: 1 } });
  assert.equal(same.status, 200);
  assert.deepEqual((await same.json()).results, [{ index: 0, status: "duplicate", id: "twice" }]);
  const other = await post({ id: "twice", type: "order", data: { n: 2 } });
  assert.equal(other.status, 200);
  assert.equal((await other.json()).results[0].differs, true);
  assert.deepEqual((await (await get("/records/twice")).json()).data, { n: 1 });
});

Deno.test("a retry with its Idempotency-Key, after the answer was lost, gives that answer and stores nothing", async () => {
  const batch = [{ type: "retried", data: {} }, { type: "retried", data: { a: 1 } }, { type: "NO" }];
  const lost = await post(batch, { "idempotency-key": '"8e03978e-40d5"' });
  const retried = await post(batch, { "idempotency-key": '"8e03978e-40d5"' });
  const bare = await post(batch, { "idempotency-key": "8e03978e-40d5" });
  assert.deepEqual([lost, retried, bare].map((it) => it.status), [201, 201, 201]);
  assert.deepEqual([lost, retried, bare].map((it) => it.headers.get("idempotency-replayed")), [
    null,
    "true",
    "true",
  ]);
  const first = await lost.text();
  assert.equal(await retried.text(), first);
  assert.equal(await bare.text(), first);
  assert.equal((await (await get("/records?type=retried")).json()).records.length, 2);
});

Deno.test("an Idempotency-Key with another body is refused, and means nothing in another tenant", async () => {
  const headers = { "idempotency-key": "once" };
  assert.equal((await post({ id: "k1", type: "order", data: {} }, headers)).status, 201);
  const other = await post({ id: "k2", type: "order", data: {} }, headers);
  assert.equal(other.status, 422);
  assert.equal((await other.json()).type, `${baseOrigin}/docs/errors#idempotency_key_reused`);
  assert.equal((await get("/records/k2")).status, 404);
  const body = { id: "k2", type: "order", data: {} };
  const elsewhere = await call(app, globex.origin, "/records", {
    method: "POST",
    key: maxs,
    json: body,
    headers,
  });
  assert.deepEqual([elsewhere.status, elsewhere.headers.get("idempotency-replayed")], [201, null]);
});

Deno.test("a malformed Idempotency-Key is refused", async () => {
  for (const key of ["", '""', '"open', "two words", "x".repeat(256), "é"]) {
    const res = await post({ type: "order", data: {} }, { "idempotency-key": key });
    assert.equal(res.status, 400, key);
  }
});

Deno.test("the same id in two tenants is two records that never meet", async () => {
  const send = (origin: string, key: string, data: object) =>
    call(app, origin, "/records", { method: "POST", key, json: { id: "shared", type: "shared", data } });
  assert.equal((await send(acme.origin, adas, { of: "acme" })).status, 201);
  assert.equal((await call(app, globex.origin, "/records/shared", { key: maxs })).status, 404);
  assert.equal((await send(globex.origin, maxs, { of: "globex" })).status, 201);
  assert.deepEqual((await (await get("/records/shared")).json()).data, { of: "acme" });
  const { records } = await (await call(app, globex.origin, "/records?type=shared", { key: maxs })).json();
  assert.deepEqual(records.map((it: { data: unknown }) => it.data), [{ of: "globex" }]);
});

Deno.test("a list goes page by page, and its cursor opens no other tenant's", async () => {
  await post(["1", "2", "3"].map((id) => ({ id: `page-${id}`, type: "paged", data: {} })));
  const first = await (await get("/records?type=paged&limit=2")).json();
  assert.equal(first.records.length, 2);
  const second = await (await get(`/records?type=paged&limit=2&cursor=${first.next_cursor}`)).json();
  assert.equal(second.next_cursor, null);
  assert.equal(new Set([...first.records, ...second.records].map((it) => it.id)).size, 3);
  const foreign = await call(app, globex.origin, `/records?type=paged&cursor=${first.next_cursor}`, {
    key: maxs,
  });
  assert.equal(foreign.status, 400);
  assert.deepEqual((await foreign.json()).errors.map((it: { pointer: string }) => it.pointer), ["/cursor"]);
});

Deno.test("a list is filtered by type and by when records occurred", async () => {
  await post([
    { id: "jan", type: "timed", occurred_at: "2026-01-15T00:00:00Z", data: {} },
    { id: "feb", type: "timed", occurred_at: "2026-02-01T00:00:00Z", data: {} },
  ]);
  const span = "occurred_from=2026-01-01T00:00:00Z&occurred_to=2026-02-01T01:00:00%2B01:00";
  const { records } = await (await get(`/records?type=timed&${span}`)).json();
  assert.deepEqual(records.map((it: { id: string }) => it.id), ["jan"]);
});

Deno.test("a query that breaks a rule is refused and says which parameter", async () => {
  const broken: Record<string, string> = {
    "limit=0": "/limit",
    "limit=101": "/limit",
    "limit=ten": "/limit",
    "limit=1.5": "/limit",
    "type=A": "/type",
    "occurred_from=yesterday": "/occurred_from",
    "occurred_to=2026-01-01": "/occurred_to",
    "received_from=2026-01-01T00:00:00": "/received_from",
    "received_to=0000-01-01T00:00:00Z": "/received_to",
    "cursor=x": "/cursor",
    "typo=order": "/",
  };
  for (const [query, pointer] of Object.entries(broken)) {
    const res = await get(`/records?${query}`);
    assert.equal(res.status, 400, query);
    assert.deepEqual(
      (await res.json()).errors.map((it: { pointer: string }) => it.pointer),
      [pointer],
      query,
    );
  }
});

Deno.test("an unknown id is not found, however it is escaped", async () => {
  for (const id of ["none", "%25", "%2525", "%00", "%2e%2e%2f", "'", "a".repeat(5_000)]) {
    assert.equal((await get(`/records/${id}`)).status, 404, id);
  }
});

const get = (path: string) => call(app, acme.origin, path, { key: adas });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  call(app, acme.origin, "/records", { method: "POST", key: adas, json: body, headers });
const postRaw = (body: BodyInit, headers: Record<string, string> = json) =>
  call(app, acme.origin, "/records", { method: "POST", key: adas, body, headers });
