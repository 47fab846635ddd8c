import assert from "node:assert/strict";
import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { newId } from "@/lib/ids.ts";
import { call, keyOf } from "@/tests/support/api.ts";
import { isSpread, startApp, type Visitor } from "@/tests/support/app.ts";
import { type CastTenant, makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { readEvents } from "@/tests/support/events.ts";

const app = await startApp();

Deno.test("/live is a stream of events that nothing on the way may keep or hold back", async () => {
  const { acme, ada } = await makeCast();
  const res = await look(acme, await sessionFor(ada));
  await using events = readEvents(res);
  assert.equal(res.headers.get("cache-control"), "private, no-store");
  assert.equal(res.headers.get("x-accel-buffering"), "no");
  assert.deepEqual(await events.next(), { retry: "2000" });
});

Deno.test("a page whose version is not the present one hears so at once, and then of every change", async () => {
  const { acme, ada } = await makeCast();
  await using events = readEvents(await look(acme, await sessionFor(ada), { version: "older" }));
  const [, first] = [await events.next(), await events.next()];
  assert.equal(first?.event, "changed");
  assert.match(first!.id!, /^[\w-]{22}$/);
  await send(ada);
  const second = await events.next();
  assert.equal(second?.event, "changed");
  assert.notEqual(second!.id, first!.id);
});

Deno.test("a page that shows what there is hears nothing until something changes", async () => {
  const { acme, ada } = await makeCast();
  const session = await sessionFor(ada);
  const version = await presentVersion(acme, session);
  await using events = readEvents(await look(acme, session, { version }));
  await events.next();
  const next = events.next();
  assert.equal(await Promise.race([next, later(500)]), "nothing");
  await send(ada);
  assert.equal((await next)?.event, "changed");
});

Deno.test("who comes back is asked for the last event it heard, not for what the page showed when it was opened", async () => {
  const { acme, ada } = await makeCast();
  const session = await sessionFor(ada);
  const version = await presentVersion(acme, session);
  await using missedNothing = readEvents(
    await look(acme, session, { version: "older", lastEventId: version }),
  );
  await missedNothing.next();
  assert.equal(await Promise.race([missedNothing.next(), later(500)]), "nothing");
  await send(ada);
  await using missed = readEvents(await look(acme, session, { version: "older", lastEventId: version }));
  const [, event] = [await missed.next(), await missed.next()];
  assert.deepEqual(event, { event: "changed", id: await presentVersion(acme, session), data: undefined });
});

Deno.test("Globex hears nothing of what Acme does", async () => {
  const { acme, globex, ada, max } = await makeCast();
  const [adas, maxs] = [await sessionFor(ada), await sessionFor(max)];
  await using nextDoor = readEvents(
    await look(globex, maxs, { version: await presentVersion(globex, maxs) }),
  );
  await using own = readEvents(await look(acme, adas, { version: await presentVersion(acme, adas) }));
  await Promise.all([own.next(), nextDoor.next()]);
  const next = nextDoor.next();
  await send(ada);
  assert.equal((await own.next())?.event, "changed");
  assert.equal(await Promise.race([next, later(500)]), "nothing");
});

Deno.test("who has signed out hears the end instead of the next news", async () => {
  const { acme, ada, ben } = await makeCast();
  const session = await sessionFor(ben);
  const version = await presentVersion(acme, session);
  await using events = readEvents(await look(acme, session, { version }));
  await events.next();
  assert.equal((await app.ask(acme.origin, "/signout", { as: session, form: {} })).status, 303);
  await send(ada);
  assert.equal(await events.next(), undefined);
});

Deno.test("watching is no call of the API, and asking for the head alone holds no place", async () => {
  const { acme, ada } = await makeCast();
  const session = await sessionFor(ada);
  for (let times = 0; times < 12; times++) {
    const res = await app.ask(acme.origin, "/live", {
      as: session,
      method: "HEAD",
      headers: { origin: acme.origin },
    });
    assert.deepEqual([res.status, await res.text()], [200, ""]);
  }
  await using _ = readEvents(await look(acme, session));
  const { meters } = await usageSoFar(acme.id, { now: new Date() });
  assert.equal(meters.find((it) => it.meter === "api_calls")?.used, 0);
});

Deno.test({
  name: "a member's eleventh page is refused with a reason, until one of the others is closed",
  ignore: isSpread,
  async fn() {
    const { acme, ada, ben } = await makeCast();
    const session = await sessionFor(ada);
    await using pages = new AsyncDisposableStack();
    const open = async (as: Visitor) => pages.use(readEvents(await look(acme, as)));
    for (let page = 0; page < 10; page++) await open(session);
    const refused = await look(acme, await sessionFor(ada));
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "30");
    assert.match((await refused.json()).detail, /close some/);
    await open(await sessionFor(ben));
    await pages.disposeAsync();
    await readEvents(await look(acme, session))[Symbol.asyncDispose]();
  },
});

type Look = { version?: string; lastEventId?: string };

function look({ origin }: CastTenant, as: Visitor, { version, lastEventId }: Look = {}): Promise<Response> {
  const headers = lastEventId === undefined ? undefined : { "last-event-id": lastEventId };
  return app.ask(origin, version === undefined ? "/live" : `/live?version=${version}`, { as, headers });
}

/** As somebody is told who does not know it. */
async function presentVersion(tenant: CastTenant, as: Visitor): Promise<string> {
  await using events = readEvents(await look(tenant, as));
  const [, event] = [await events.next(), await events.next()];
  return event!.id!;
}

async function send(person: Person) {
  const { key } = await keyOf(person);
  const json = { id: newId(), type: "order.created", data: {} };
  assert.equal(
    (await call(app, person.tenant.origin, "/records", { method: "POST", key, json })).status,
    201,
  );
}

async function later(ms: number): Promise<"nothing"> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return "nothing";
}
