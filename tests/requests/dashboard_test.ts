import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { issueEmailCode, proveEmail } from "@/lib/identity/verify_email.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { keepOwnTimeZone } from "@/lib/tenancy/keep_own_time_zone.ts";
import { startApp, type Visitor } from "@/tests/support/app.ts";
import { type Cast, makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { until } from "@/tests/support/queue.ts";

const app = await startApp();
const now = new Date();
const STEPS = ["Confirm the address", "Create an API key", "Send the first record", "Choose your time zone"];

Deno.test("the dashboard leads a newcomer step by step, by what has really happened, and then no more", async () => {
  const { acme, ada } = await makeCast();
  const as = await sessionFor(ada);
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  assert.deepEqual(await stepsOf(ada, as), { done: [], open: STEPS, unfolded: STEPS[0] });
  await prove(ada);
  assert.deepEqual(await stepsOf(ada, as), {
    done: STEPS.slice(0, 1),
    open: STEPS.slice(1),
    unfolded: STEPS[1],
  });
  await makeKey(acme.id, { name: "Shop", actor, now });
  const withKey = await stepsOf(ada, as);
  assert.deepEqual(withKey.unfolded, STEPS[2]);
  assert.match(await dashboard(ada, as), new RegExp(`curl ${acme.origin}/api/v1/records`));
  await acceptRecords(acme.id, { records: [{ type: "order", data: {} }], now });
  assert.deepEqual(await stepsOf(ada, as), {
    done: STEPS.slice(0, 3),
    open: STEPS.slice(3),
    unfolded: STEPS[3],
  });
  await app.ask(acme.origin, "/settings", { as, form: { name: "Acme", time_zone: "Europe/Berlin" } });
  // Where several processes answer in turn, each learns of it within a second.
  await until(async () => !/Next steps/.test(await dashboard(ada, as)));
});

Deno.test("who may not send records is led to what concerns everybody", async () => {
  const { cleo } = await makeCast();
  const as = await sessionFor(cleo);
  assert.deepEqual((await stepsOf(cleo, as)).open, [STEPS[0], STEPS[3]]);
  assert.match(await dashboard(cleo, as), /href="\/preferences"[^>]*>Choose one for you/);
  await keepOwnTimeZone(cleo.tenant.id, { userId: cleo.userId, timeZone: "UTC" });
  assert.deepEqual((await stepsOf(cleo, as)).done, [STEPS[3]]);
  assert.doesNotMatch(await dashboard(cleo, as), /curl/);
});

Deno.test("the next steps can be hidden by one member, brought back by the notice, and later by the preferences", async () => {
  const { acme, ada, ben } = await makeCast();
  const [as, other] = [await sessionFor(ada), await sessionFor(ben)];
  const hide = () => app.ask(acme.origin, "/next-steps", { as, form: { shown: "no" } });
  const hidden = await hide();
  assert.equal(hidden.headers.get("location"), "/dashboard?notice=steps-hidden");
  const html = await (await app.ask(acme.origin, "/dashboard?notice=steps-hidden", { as })).text();
  assert.doesNotMatch(html, /Hide<span/);
  assert.match(html, /action="\/next-steps"><input type="hidden" name="shown" value="yes"[\s\S]{0,200}Undo/);
  assert.match(html, /Confirm that/, "what the first step asked for is asked for above the page");
  assert.match(await dashboard(ben, other), /Hide<span/);
  const shown = await app.ask(acme.origin, "/next-steps", { as, form: { shown: "yes" } });
  assert.equal(shown.headers.get("location"), "/dashboard?notice=steps-shown");
  assert.match(await dashboard(ada, as), /Hide<span/);
  assert.doesNotMatch(await preferences(ada, as), /Show them again/);
  await hide();
  assert.match(await preferences(ada, as), /Show them again/);
});

Deno.test("the dashboard plots a meter over a period, and compares it with the one before", async () => {
  const { cast, as } = await withRecords([0, 1, 3, 8, 8, 20, 40]);
  const total = async (query: string) => {
    const html = await dashboard(cast.ada, as, query);
    const [, number] = /text-2xl[^>]*>([\d,]+)<\/p><p class="tabular text-sm/.exec(html)!;
    const [, change] = />([+−±][\d,]+ %)</.exec(html) ?? [];
    return [number, change];
  };
  assert.deepEqual(await total("?period=7d"), ["3", "+50 %"]);
  assert.deepEqual(await total("?period=30d"), ["6", "+500 %"]);
  assert.deepEqual(await total("?period=90d"), ["7", undefined]);
  assert.deepEqual(await total(""), await total("?period=30d"));
  assert.deepEqual(await total("?period=90d&meter=api_calls"), ["1", undefined]);
  assert.deepEqual(await total("?period=nonsense&meter=nonsense"), await total(""));
});

Deno.test("the dashboard marks the day that is not over, and shows times on the viewer's clock", async () => {
  const { cast, as } = await withRecords([0]);
  const html = await dashboard(cast.ada, as);
  assert.equal(html.match(/ so far<\/a><\/td>/g)?.length, 1);
  assert.match(html, /title="[^"]+\(UTC\)">just now</);
  await keepOwnTimeZone(cast.acme.id, { userId: cast.ada.userId, timeZone: "Asia/Tokyo" });
  assert.match(await dashboard(cast.ada, as), /\(Asia\/Tokyo\)">just now</);
});

async function withRecords(daysAgo: number[]): Promise<{ cast: Cast; as: Visitor }> {
  const cast = await makeCast();
  for (const days of daysAgo) {
    const at = new Date(now.getTime() - days * 86_400_000);
    const call = days === 40 ? { requestId: "req_1", now: at } : undefined;
    await acceptRecords(cast.acme.id, { records: [{ type: "order", data: {} }], now: at, call });
  }
  return { cast, as: await sessionFor(cast.ada) };
}

async function dashboard({ tenant }: Person, as: Visitor, query = ""): Promise<string> {
  return await (await app.ask(tenant.origin, `/dashboard${query}`, { as })).text();
}

async function preferences({ tenant }: Person, as: Visitor): Promise<string> {
  return await (await app.ask(tenant.origin, "/preferences", { as })).text();
}

async function stepsOf(person: Person, as: Visitor) {
  const html = await dashboard(person, as);
  const [, list] = /<section aria-labelledby="next-steps"[\s\S]*?<ol[^>]*>([\s\S]*?)<\/ol>/.exec(html)!;
  const items = list.split("<li").slice(1);
  const nameOf = (item: string) => STEPS.find((it) => item.includes(it));
  return {
    done: items.filter((it) => !it.includes("<details")).map(nameOf),
    open: items.filter((it) => it.includes("<details")).map(nameOf),
    unfolded: nameOf(items.find((it) => /<details[^>]* open/.test(it)) ?? ""),
  };
}

async function prove(person: Person) {
  await asTenant(person.tenant.id, async (tx) => {
    const code = await issueEmailCode(tx, { userId: person.userId, now });
    const actor = { kind: "member", id: person.userId, name: person.name } as const;
    await proveEmail(tx, { code, member: person, actor, now });
  });
}
