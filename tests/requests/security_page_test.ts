import assert from "node:assert/strict";
import { newId, publicId } from "@/lib/ids.ts";
import { baseOrigin, startApp, type Visitor } from "@/tests/support/app.ts";
import { type Cast, makeCast, PASSWORD, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeOperator } from "@/tests/support/operators.ts";

const app = await startApp();
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

Deno.test("the page lists the sessions of who looks, with device and place, and says which is this one", async () => {
  const { acme, ada, ben } = await makeCast();
  const [here, elsewhere] = [await sessionFor(ada), await sessionFor(ada)];
  await sessionFor(ben);
  await openedWith(elsewhere.sessionId, { agent: FIREFOX, ip: "203.0.113.7" });
  await openedWith(here.sessionId, { agent: "", ip: "10.0.0.8" });
  const html = await page(acme, here);
  assert.equal(html.match(/action="\/security\/sessions\/ses_/g)?.length, 2);
  assert.match(html, /Firefox on Windows/);
  assert.match(html, /203\.0\.113\.7/);
  assert.match(html, /A private network/);
  const rows = html.split("<tr").filter((it) => it.includes("/security/sessions/"));
  assert.deepEqual(
    rows.map((it) => [it.includes("This one"), it.includes(publicId("ses", here.sessionId))]).sort(),
    [
      [false, false],
      [true, true],
    ],
  );
});

Deno.test("a session that was ended is refused with its next request, and stands among those that ended", async () => {
  const { acme, ada } = await makeCast();
  const [here, lost] = [await sessionFor(ada), await sessionFor(ada)];
  const res = await app.ask(acme.origin, `/security/sessions/${publicId("ses", lost.sessionId)}/revocation`, {
    as: here,
    form: {},
  });
  assert.deepEqual([res.status, res.headers.get("location")], [303, "/security?notice=sessions-ended"]);
  await assertSignedOut(acme, lost, true);
  await assertSignedOut(acme, here, false);
  const html = await page(acme, here);
  assert.match(html, /Ended in the last 30 days/);
  assert.match(html, /Ended by you/);
});

Deno.test("signing out everywhere else leaves this one, everywhere leaves none and shows the door", async () => {
  const { acme, ada } = await makeCast();
  const [here, two, three] = [await sessionFor(ada), await sessionFor(ada), await sessionFor(ada)];
  const ask = (which: string) =>
    app.ask(acme.origin, "/security/sessions/revocation", { as: here, form: { which } });
  assert.equal((await ask("nothing")).status, 400);
  assert.equal((await ask("others")).headers.get("location"), "/security?notice=sessions-ended");
  for (const session of [two, three]) await assertSignedOut(acme, session, true);
  await assertSignedOut(acme, here, false);
  const out = await ask("all");
  assert.equal(out.headers.get("location"), "/signin?notice=signed-out");
  assert.equal(out.headers.getSetCookie().filter((it) => /^__Host-(at|rt)=;/.test(it)).length, 2);
  await assertSignedOut(acme, here, true);
});

Deno.test("ending a session asks first who was recognised ten minutes ago", async () => {
  const { acme, ada } = await makeCast();
  const [here, there] = [await sessionFor(ada, new Date(Date.now() - 11 * 60_000)), await sessionFor(ada)];
  const one = publicId("ses", there.sessionId);
  for (
    const path of [
      `/security/sessions/${one}/revocation`,
      "/security/sessions/revocation",
      "/security/elsewhere",
    ]
  ) {
    const res = await app.ask(acme.origin, path, { as: here, form: { which: "others" } });
    assert.match(res.headers.get("location") ?? "", /^\/auth\/confirm\?login=log_/, path);
  }
  await assertSignedOut(acme, there, false);
});

Deno.test("nobody ends a session of somebody else, in the same house or next door", async () => {
  const { acme, ada, ben, max, globex } = await makeCast();
  const [adas, bens, maxs] = [await sessionFor(ada), await sessionFor(ben), await sessionFor(max)];
  for (const session of [bens, maxs]) {
    await app.ask(acme.origin, `/security/sessions/${publicId("ses", session.sessionId)}/revocation`, {
      as: adas,
      form: {},
    });
  }
  await assertSignedOut(acme, bens, false);
  await assertSignedOut(globex, maxs, false);
  for (const id of ["x", publicId("key", newId())]) {
    const res = await app.ask(acme.origin, `/security/sessions/${id}/revocation`, { as: adas, form: {} });
    assert.equal(res.status, 404, id);
  }
});

Deno.test("the page shows the person's own sign-ins and nobody else's", async () => {
  const { acme, ada, ben } = await makeCast();
  const form = { email: ada.email, password: PASSWORD };
  const into = await app.ask(acme.origin, "/signin", { form });
  assert.equal(into.status, 303);
  const html = await page(acme, await sessionFor(ada));
  assert.match(html, /Recent sign-ins[^]*password/i);
  const bens = await page(acme, await sessionFor(ben));
  assert.equal(bens.match(/aria-label="Recent sign-ins"[^]*/)![0].match(/<time/g)?.length, 1);
});

Deno.test("an operator ends sessions on a page of their own", async () => {
  const { session } = await makeOperator();
  const html = await (await app.ask(baseOrigin, "/admin/security", { as: session })).text();
  assert.match(html, new RegExp(`/admin/security/sessions/${publicId("ses", session.sessionId)}/revocation`));
  const res = await app.ask(baseOrigin, "/admin/security/sessions/revocation", {
    as: session,
    form: { which: "all" },
  });
  assert.equal(res.headers.get("location"), "/admin/signin?notice=signed-out");
  assert.equal((await app.ask(baseOrigin, "/admin", { as: session })).status, 303);
});

async function page({ origin }: Cast["acme"], as: Visitor): Promise<string> {
  const res = await app.ask(origin, "/security", { as });
  assert.equal(res.status, 200);
  return await res.text();
}

async function assertSignedOut({ origin }: Cast["acme"], as: Visitor, isOut: boolean) {
  assert.equal((await app.ask(origin, "/preferences", { as })).status, isOut ? 303 : 200);
}

async function openedWith(sessionId: string, { agent, ip }: { agent: string; ip: string }) {
  await asSuperuser((client) =>
    client.query("update platform.sessions set user_agent = $2, ip = $3 where id = $1", [
      sessionId,
      agent,
      ip,
    ])
  );
}
