import assert from "node:assert/strict";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { startApp, type Visitor } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, ada, cleo } = await makeCast();
const [owner, reader] = [await sessionFor(ada), await sessionFor(cleo)];
await acceptRecords(acme.id, {
  records: [{ id: "a", type: "order", data: {} }],
  now: new Date("2026-03-31T20:00:00Z"),
});

Deno.test("a member's own time zone changes that member's screens, and nobody else's", async () => {
  assert.match(await pageOf("/records/a", reader), />31 Mar 2026, 20:00</);
  const saved = await app.ask(acme.origin, "/preferences", { as: reader, form: { time_zone: "Asia/Tokyo" } });
  assert.equal(saved.headers.get("location"), "/preferences?notice=preferences-saved");
  assert.match(await pageOf("/records/a", reader), />1 Apr 2026, 05:00</);
  assert.match(await pageOf("/records/a", owner), />31 Mar 2026, 20:00</);
  assert.match(await pageOf("/preferences", reader), /<option value="Asia\/Tokyo" selected>/);
  await app.ask(acme.origin, "/preferences", { as: reader, form: { time_zone: "" } });
  assert.match(await pageOf("/records/a", reader), />31 Mar 2026, 20:00</);
});

Deno.test("a time zone that is none is refused, and the choice is offered again", async () => {
  for (const form of [{ time_zone: "Mars/Olympus" }, {} as Record<string, string>]) {
    const res = await app.ask(acme.origin, "/preferences", { as: reader, form });
    assert.equal(res.status, 422);
    assert.match(await res.text(), /time_zone-error[^>]*>/);
  }
});

Deno.test("the time zones to choose from say what their clocks show", async () => {
  const html = await pageOf("/settings", owner);
  assert.match(html, />Europe\/Berlin, \d\d:\d\d \(UTC\+0[12]:00\)</);
  assert.match(html, />America\/New York, \d\d:\d\d \(UTC-0[45]:00\)</);
});

async function pageOf(path: string, as: Visitor): Promise<string> {
  return await (await app.ask(acme.origin, path, { as })).text();
}
