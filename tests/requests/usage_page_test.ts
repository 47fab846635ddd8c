import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { monthAfter, monthOf } from "@/lib/metering/spans.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { findUsageEvent } from "@/lib/relay/find_usage_event.ts";
import { keepOwnTimeZone } from "@/lib/tenancy/keep_own_time_zone.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, globex, ada, ben, max } = await makeCast();
const [owner, member, next] = await Promise.all([ada, ben, max].map((it) => sessionFor(it)));
const thisMonth = monthOf(new Date());
const lastMonth = monthAfter(thisMonth, -1);
await keepOwnTimeZone(acme.id, { userId: ben.userId, timeZone: "Asia/Tokyo" });

/** Around the borders of days and months, as UTC and Tokyo have them. */
const CALLS = [
  `${lastMonth}-01T00:00:00Z`,
  `${lastMonth}-01T14:59:59Z`,
  `${lastMonth}-01T15:00:00Z`,
  `${lastMonth}-09T23:59:59Z`,
  `${lastMonth}-10T00:00:00Z`,
  `${thisMonth}-01T00:00:00Z`,
];
await asTenant(acme.id, (tx) =>
  emitUsage(
    tx,
    CALLS.map((at, index) => ({
      meter: "api_calls",
      quantity: 1,
      source: "api",
      eventId: `req_${index}`,
      occurredAt: new Date(at),
    })),
  ));

/** Long ago, so that the dashboard has its plot and no number of this month changes. */
await acceptRecords(acme.id, {
  records: [{ id: "old", type: "order", data: {} }],
  now: new Date(`${monthAfter(thisMonth, -6)}-10T00:00:00Z`),
});

for (const [zone, session] of [["UTC", owner], ["Asia/Tokyo", member]] as const) {
  Deno.test(`each day of a month leads to just as many events as it counts, in ${zone}`, async () => {
    const html = await pageOf(`/usage?meter=api_calls&month=${lastMonth}`, session);
    const days = daysIn(html);
    assert.equal(days.reduce((sum, it) => sum + it.quantity, 0), 5);
    for (const { href, quantity } of days) {
      assert.equal(eventsIn(await pageOf(href, session)), quantity, href);
    }
  });

  Deno.test(`each day of the dashboard's plot leads to just as many events as it counts, in ${zone}`, async () => {
    for (const period of ["7d", "90d", "month"]) {
      for (
        const { href, quantity } of daysIn(
          await pageOf(`/dashboard?meter=api_calls&period=${period}`, session),
        )
      ) {
        if (quantity > 0) assert.equal(eventsIn(await pageOf(href, session)), quantity, href);
      }
    }
  });
}

Deno.test("the meters of the dashboard lead to the events of their month", async () => {
  const html = await pageOf("/dashboard", owner);
  assert.ok(html.includes(`href="/usage?meter=api_calls&amp;month=${thisMonth}#events"`));
  assert.equal(eventsIn(await pageOf(`/usage?meter=api_calls&month=${thisMonth}`, owner)), 1);
});

Deno.test("the page of usage leads from month to month, as far as there is anything", async () => {
  const monthsOn = async (path: string) =>
    [...(await pageOf(path, owner)).matchAll(/month=([\d-]+)"><svg/g)].map(([, month]) => month);
  assert.deepEqual(await monthsOn("/usage?meter=api_calls"), [lastMonth]);
  const first = monthAfter(thisMonth, -6);
  assert.deepEqual(await monthsOn(`/usage?meter=api_calls&month=${lastMonth}`), [
    monthAfter(lastMonth, -1),
    thisMonth,
  ]);
  assert.deepEqual(await monthsOn(`/usage?meter=api_calls&month=${first}`), [monthAfter(first, 1)]);
  const ahead = await app.ask(acme.origin, `/usage?month=${monthAfter(thisMonth, 1)}`, { as: owner });
  assert.equal(ahead.headers.get("location"), "/usage");
});

Deno.test("the page of usage finds an event by its id, and shows no other tenant's", async () => {
  const path = `/usage?meter=api_calls&month=${lastMonth}`;
  assert.equal(eventsIn(await pageOf(`${path}&event=req_3`, owner)), 1);
  const none = await pageOf(`${path}&event=req_none`, owner);
  assert.match(none, /No event matches/);
  assert.match(none, new RegExp(`href="/usage\\?meter=api_calls&amp;month=${lastMonth}#events"`));
  const html = await (await app.ask(globex.origin, `${path}&event=req_3`, { as: next })).text();
  assert.equal(eventsIn(html), 0);
  assert.match(html, /Nothing was counted yet[\s\S]*curl http/);
});

Deno.test("a record leads to the event that counted it, and the event to its record", async () => {
  await acceptRecords(acme.id, { records: [{ id: "order/1", type: "order", data: {} }], now: new Date() });
  const [, href] = /href="(\/usage\?[^"]*event=[^"]*)"/.exec(await pageOf("/records/order%2F1", owner))!;
  const { eventId } = (await findUsageEvent(acme.id, "order/1"))!;
  const html = await pageOf(href.replaceAll("&amp;", "&"), owner);
  assert.equal(eventsIn(html), 1);
  assert.ok(html.includes(eventId) && html.includes('href="/records/order%2F1"'));
});

Deno.test("the file of usage has what the page lists, under the same filter", async () => {
  const res = await app.ask(acme.origin, `/usage.csv?meter=api_calls&month=${lastMonth}`, { as: owner });
  assert.match(
    res.headers.get("content-disposition") ?? "",
    /^attachment; filename="acme-.*-usage-.*\.csv"$/,
  );
  const lines = (await res.text()).trimEnd().split("\r\n");
  assert.equal(lines[0], '"occurred_at","meter","quantity","source","event_id","record_id"');
  assert.deepEqual(lines.slice(1), [
    `"${lastMonth}-10T00:00:00.000Z","api_calls",1,"api","req_4",`,
    `"${lastMonth}-09T23:59:59.000Z","api_calls",1,"api","req_3",`,
    `"${lastMonth}-01T15:00:00.000Z","api_calls",1,"api","req_2",`,
    `"${lastMonth}-01T14:59:59.000Z","api_calls",1,"api","req_1",`,
    `"${lastMonth}-01T00:00:00.000Z","api_calls",1,"api","req_0",`,
  ]);
  const tokyo = await app.ask(acme.origin, `/usage.csv?meter=api_calls&day=${lastMonth}-10`, { as: member });
  assert.deepEqual((await tokyo.text()).match(/req_\d/g), ["req_4", "req_3"]);
  const others = await app.ask(globex.origin, `/usage.csv?meter=api_calls&month=${lastMonth}`, { as: next });
  assert.equal((await others.text()).split("\r\n").length, 2);
});

async function pageOf(path: string, as: typeof owner): Promise<string> {
  const res = await app.ask(acme.origin, path.split("#")[0], { as });
  assert.equal(res.status, 200, path);
  return await res.text();
}

/** The table behind the first plot. */
function daysIn(html: string): { href: string; quantity: number }[] {
  const [table] = /<table[\s\S]*?<\/table>/.exec(html)!;
  const rows = table.matchAll(/href="([^"]+)">[^<]+<\/a><\/td><td class="text-right">([\d,]+)</g);
  return [...rows].map(([, href, quantity]) => ({
    href: href.replaceAll("&amp;", "&"),
    quantity: Number(quantity.replaceAll(",", "")),
  }));
}

function eventsIn(html: string): number {
  const [, list = ""] = html.split('id="events"');
  return list.match(/<tr class="hover/g)?.length ?? 0;
}
