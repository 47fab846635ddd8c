import assert from "node:assert/strict";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { acceptRecords } from "./accept_records.ts";
import { findRecord } from "./find_record.ts";
import { MAX_DATA_BYTES, SentRecord } from "./record_schema.ts";

const record = (parts: object) => ({ type: "order", data: {}, ...parts });
const nested = (depth: number): object => depth === 1 ? {} : { a: nested(depth - 1) };
const text = (bytes: number) => ({ a: "x".repeat(bytes - '{"a":""}'.length) });

/** Bodies a client might send, each with the pointer and the rule it breaks. */
const BROKEN: [name: string, record: unknown, pointer: string, rule: RegExp][] = [
  ["null", null, "", /JSON object/],
  ["an array", [], "", /JSON object/],
  ["a string", "order", "", /JSON object/],
  ["nothing in it", {}, "/type", /1 to 100/],
  ["an unknown member", record({ ocurred_at: "2026-01-01T00:00:00Z" }), "", /no members but/],
  ["a number for an id", record({ id: 5 }), "/id", /visible ASCII/],
  ["null for an id", record({ id: null }), "/id", /visible ASCII/],
  ["an empty id", record({ id: "" }), "/id", /visible ASCII/],
  ["an id of 201 characters", record({ id: "x".repeat(201) }), "/id", /visible ASCII/],
  ["an id with a space", record({ id: "a b" }), "/id", /visible ASCII/],
  ["an id with a line break", record({ id: "a\n" }), "/id", /visible ASCII/],
  ["an id beyond ASCII", record({ id: "é" }), "/id", /visible ASCII/],
  ["an id that a path swallows", record({ id: ".." }), "/id", /visible ASCII/],
  ["an empty type", record({ type: "" }), "/type", /1 to 100/],
  ["a type of 101 characters", record({ type: "x".repeat(101) }), "/type", /1 to 100/],
  ["a type in capitals", record({ type: "Order" }), "/type", /1 to 100/],
  ["a type with a slash", record({ type: "a/b" }), "/type", /1 to 100/],
  ["no data", { type: "order" }, "/data", /JSON object/],
  ["null for data", record({ data: null }), "/data", /JSON object/],
  ["a list for data", record({ data: [1] }), "/data", /JSON object/],
  [
    "data one byte too long",
    record({ data: text(MAX_DATA_BYTES + 1) }),
    "/data",
    /at most 65536 bytes.*65537/,
  ],
  ["data of wide characters", record({ data: { a: "€".repeat(22_000) } }), "/data", /at most 65536 bytes/],
  ["data 33 levels deep", record({ data: nested(33) }), `/data${"/a".repeat(32)}`, /32 levels/],
  ["NUL in a string", record({ data: { a: ["x", "\0"] } }), "/data/a/1", /U\+0000/],
  ["NUL in a name", record({ data: { a: { "\0": 1 } } }), "/data/a", /Member names: .*U\+0000/],
  ["half a surrogate pair", record({ data: { a: "\ud83d" } }), "/data/a", /surrogate/],
  ["half a pair in a name", record({ data: { "\udc00": 1 } }), "/data", /Member names: .*surrogate/],
  ["a number no double holds", record({ data: { a: JSON.parse("1e400") } }), "/data/a", /double/],
  ["a name to be escaped", record({ data: { "a/b~c": "\0" } }), "/data/a~1b~0c", /U\+0000/],
  ["a date alone", record({ occurred_at: "2026-01-01" }), "/occurred_at", /RFC 3339/],
  ["no offset", record({ occurred_at: "2026-01-01T00:00:00" }), "/occurred_at", /RFC 3339/],
  [
    "an offset without minutes",
    record({ occurred_at: "2026-01-01T00:00:00+01" }),
    "/occurred_at",
    /RFC 3339/,
  ],
  ["a day that is not", record({ occurred_at: "2026-02-30T00:00:00Z" }), "/occurred_at", /RFC 3339/],
  ["an hour that is not", record({ occurred_at: "2026-02-01T24:00:00Z" }), "/occurred_at", /RFC 3339/],
  ["seconds since 1970", record({ occurred_at: 1767225600 }), "/occurred_at", /RFC 3339/],
  ["the year 0", record({ occurred_at: "0000-12-31T23:59:59Z" }), "/occurred_at", /years 1 to 9999/],
  [
    "the year 0 by its offset",
    record({ occurred_at: "0001-01-01T00:00:00+00:01" }),
    "/occurred_at",
    /years 1/,
  ],
  [
    "the year 10000 by its offset",
    record({ occurred_at: "9999-12-31T23:59:59-00:01" }),
    "/occurred_at",
    /years 1/,
  ],
];

for (const [name, sent, pointer, rule] of BROKEN) {
  Deno.test(`a record with ${name} is rejected at "${pointer}"`, async () => {
    const outcome = await acceptRecords(await tenant(), { records: [sent], now: new Date() });
    assert.ok(outcome.ok);
    const [result] = outcome.receipt.results;
    assert.ok(result.status === "rejected");
    const found = result.errors.find((it) => it.pointer === pointer);
    assert.match(found?.rule ?? "", rule);
  });
}

/** Unusual, and kept exactly. */
const KEPT: [name: string, data: string][] = [
  ["no members", "{}"],
  ["names that JavaScript treats apart", '{"__proto__":{"a":1},"constructor":1,"toString":2}'],
  ["an empty name", '{"":""}'],
  ["32 levels", JSON.stringify(nested(32))],
  ["exactly the greatest size", JSON.stringify(text(MAX_DATA_BYTES))],
  ["quotes, backslashes and braces", String.raw`{"a":"\"{}\\,'\\\\","b":["{","}"]}`],
  ["control characters", String.raw`{"a":"\u0001\u001f\t\r\n\u007f\u2028"}`],
  ["characters beyond the first plane", '{"a":"😀","ñ":"日本語"}'],
  ["the smallest and greatest doubles", '{"a":5e-324,"b":1.7976931348623157e+308,"c":-1}'],
  ["null, true and false", '{"a":null,"b":true,"c":[false,null]}'],
  ["what looks like SQL", `{"a":"'; drop table records; --","b":"$1"}`],
];

for (const [name, data] of KEPT) {
  Deno.test(`a record with ${name} is kept as it is`, async () => {
    const acme = await tenant();
    const outcome = await acceptRecords(acme, {
      records: [record({ data: JSON.parse(data) })],
      now: new Date(),
    });
    assert.ok(outcome.ok);
    const stored = await findRecord(acme, outcome.receipt.results[0].id!);
    assert.deepEqual(stored?.data, JSON.parse(data));
  });
}

for (const id of ["a", "order/17", "100%", "~!@#$^&*()", "rec_x", "'", "x".repeat(200)]) {
  Deno.test(`"${id.slice(0, 20)}" is an id`, () => assert.ok(SentRecord.safeParse(record({ id })).success));
}

const times = {
  "2026-01-31T10:30:00+01:00": "2026-01-31T09:30:00.000Z",
  "2026-01-31T09:30:00.123456Z": "2026-01-31T09:30:00.123Z",
  "0001-01-01T00:00:00Z": "0001-01-01T00:00:00.000Z",
  "1883-11-18T12:00:00-05:00": "1883-11-18T17:00:00.000Z",
  "9999-12-31T23:59:59.999Z": "9999-12-31T23:59:59.999Z",
};
for (const [sent, stored] of Object.entries(times)) {
  Deno.test(`a record that occurred at ${sent} is given back as ${stored}`, async () => {
    const acme = await tenant();
    await acceptRecords(acme, { records: [record({ id: sent, occurred_at: sent })], now: new Date() });
    assert.equal((await findRecord(acme, sent))?.occurred_at.toISOString(), stored);
  });
}

let shared: Promise<string> | undefined;
const tenant = () => shared ??= makeBareTenant();
