import assert from "node:assert/strict";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { keepOwnTimeZone } from "@/lib/tenancy/keep_own_time_zone.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, globex, ada, ben, max } = await makeCast();
const [owner, member, next] = await Promise.all([ada, ben, max].map((it) => sessionFor(it)));
await keepOwnTimeZone(acme.id, { userId: ben.userId, timeZone: "Asia/Tokyo" });

for (let day = 1; day <= 30; day++) {
  const records = [{ id: `order-${day}`, type: day % 10 === 0 ? "refund" : "order", data: { day } }];
  await acceptRecords(acme.id, { records, now: new Date(Date.UTC(2026, 2, day, 18)) });
}
await acceptRecords(globex.id, {
  records: [{ id: "=cmd|'/c'!A1", type: "alarm", data: { note: 'say "hi", twice' } }],
  now: new Date("2026-03-01T00:00:00Z"),
});

Deno.test("records can be looked for by a part of their id, by type and by day", async () => {
  assert.deepEqual(idsIn(await pageOf("/records?q=ORDER-1&type=refund")), ["order-10"]);
  assert.deepEqual(idsIn(await pageOf("/records?type=refund")), ["order-30", "order-20", "order-10"]);
  const day = "/records?from=2026-03-05&to=2026-03-06";
  assert.deepEqual(idsIn(await pageOf(day)), ["order-6", "order-5"]);
  assert.deepEqual(
    idsIn(await pageOf(day, member)),
    ["order-5", "order-4"],
    "18:00 UTC is tomorrow in Tokyo",
  );
  assert.match(await pageOf(day, member), /Days and times are those of Asia\/Tokyo/);
});

Deno.test("the page of records says how many there are, and offers the types that there are", async () => {
  const html = await pageOf("/records");
  assert.match(html, />30 records</);
  assert.match(html, /href="\/records\?type=order"[^>]*>order <span[^>]*>27</);
  assert.match(
    html,
    /<datalist id="type-suggestions"><option value="order"><\/option><option value="refund">/,
  );
  const filtered = await pageOf("/records?type=refund&q=2");
  assert.match(filtered, />1 record</);
  assert.match(filtered, /href="\/records\?type=refund&amp;q=2" aria-current="true"/);
  assert.match(filtered, /href="\/records\?q=2"[^>]*>All types/);
});

Deno.test("a filter that finds nothing offers to be cleared", async () => {
  assert.match(await pageOf("/records?q=none"), /No record matches[\s\S]*href="\/records">see all records/);
});

Deno.test("records are gone through forth and back, under their filter", async () => {
  const first = await pageOf("/records?type=order");
  assert.deepEqual([idsIn(first).length, idsIn(first)[0]], [25, "order-29"]);
  const second = await pageOf(linkIn(first, "cursor"));
  assert.deepEqual(idsIn(second), ["order-2", "order-1"]);
  assert.match(second, /href="\/records\?type=order">First/);
  assert.deepEqual(idsIn(await pageOf(linkIn(second, "before"))), idsIn(first));
});

Deno.test("records are taken away as a table and as JSON, all that match and nothing else", async () => {
  const csv = await fileOf("/records.csv?type=refund");
  assert.equal(csv.type, "text/csv; charset=utf-8");
  assert.match(csv.name, /^acme-\w+-records-\d{4}-\d\d-\d\d\.csv$/);
  assert.deepEqual(csv.text.split("\r\n").slice(0, 2), [
    '"id","type","occurred_at","received_at","data"',
    '"order-30","refund","2026-03-30T18:00:00.000Z","2026-03-30T18:00:00.000Z","{""day"":30}"',
  ]);
  const json = await fileOf("/records.json?from=2026-03-05&to=2026-03-06");
  assert.deepEqual(JSON.parse(json.text).map((it: { id: string }) => it.id), ["order-6", "order-5"]);
  assert.deepEqual(JSON.parse((await fileOf("/records.json?q=none")).text), []);
  assert.equal((await fileOf("/records.csv")).text.split("\r\n").length, 32);
  const links = (await pageOf("/records?type=refund")).match(
    /href="\/records\.(csv|json)\?type=refund" download/g,
  );
  assert.equal(links?.length, 2);
});

Deno.test("a record whose id is a formula is none in the table", async () => {
  const { text } = await fileOf("/records.csv", next, globex.origin);
  const [, line] = text.split("\r\n");
  assert.ok(line.startsWith(`"'=cmd|'/c'!A1","alarm",`), line);
  assert.ok(line.endsWith(`,"{""note"":""say \\""hi\\"", twice""}"`), line);
});

Deno.test("the page of a record has its data in lines to copy, its size and what it cost", async () => {
  const html = await pageOf("/records/order-30");
  assert.match(html, /Data, 10 B/);
  assert.match(html, /<code>\{\n {2}(?:"|&quot;)day(?:"|&quot;): 30\n\}<\/code>/);
  assert.match(html, />Once<\/a>, in March 2026/);
});

async function pageOf(path: string, as = owner): Promise<string> {
  const res = await app.ask(acme.origin, path, { as });
  assert.equal(res.status, 200, path);
  return await res.text();
}

async function fileOf(path: string, as = owner, origin = acme.origin) {
  const res = await app.ask(origin, path, { as });
  const [, name] = /^attachment; filename="(.*)"$/.exec(res.headers.get("content-disposition")!)!;
  return { name, type: res.headers.get("content-type"), text: await res.text() };
}

function idsIn(html: string): string[] {
  return [...html.matchAll(/href="\/records\/([^"]+)"/g)].map(([, id]) => id);
}

function linkIn(html: string, name: "cursor" | "before"): string {
  return new RegExp(`href="(/records\\?[^"]*${name}=[^"]*)"`).exec(html)![1].replaceAll("&amp;", "&");
}
