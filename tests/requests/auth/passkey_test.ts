import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { findFactors } from "@/lib/identity/factors/find_factors.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { addPasskey, answer, atSecondFactor, passkeyPage, userOf } from "@/tests/support/at_door.ts";
import { makeCast, PASSWORD, type Person } from "@/tests/support/cast.ts";
import { factorLetters, requireSecondFactor } from "@/tests/support/factors.ts";
import { type Oddity, SoftPasskey } from "@/tests/support/soft_passkey.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
const FAILED = "/signin?notice=way-in-failed";

Deno.test("a passkey is added at the base host, kept at the tenant's, and signs in alone, where a second factor is due, too", async () => {
  const { acme, ada } = await makeCast();
  const { passkey } = await withPasskey(ada);
  const [kept] = (await findFactors(acme.id, ada.userId)).passkeys;
  assert.equal(kept.name, "Laptop");
  await requireSecondFactor(ada, true);
  const browser = new TestBrowser(app);
  const { back } = await show(browser, acme.origin, passkey, { next: "/records?type=order" });
  assert.ok(back.startsWith(`${acme.origin}/auth/handoff?code=`), back);
  assert.equal((await browser.get(back)).headers.get("location"), "/records?type=order");
  assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 200);
  const passkeys = await (await browser.get(`${acme.origin}/security/passkeys`)).text();
  assert.match(passkeys, /Laptop/);
  assert.match(passkeys, /you have no recovery codes that you kept/);
});

Deno.test("a passkey stands beside the password as a second factor, also one that recognises nobody", async () => {
  const { acme, ada } = await makeCast();
  const { passkey } = await withPasskey(ada);
  for (const odd of [{}, { isUserVerified: false, userHandle: undefined }]) {
    const { browser, login } = await atSecondFactor(app, ada);
    const page = await passkeyPage(
      browser,
      await browser.post(`${acme.origin}/auth/factor`, { login, kind: "passkey" }),
    );
    const back = await answer(browser, page, passkey.show(page, odd));
    assert.equal((await browser.get(back)).headers.get("location"), "/records");
    assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 200);
  }
});

Deno.test("somebody else's passkey is no second factor, and no first one in another house", async () => {
  const { acme, globex, ada, ben, max } = await makeCast();
  await withPasskey(ada);
  const { passkey: bens } = await withPasskey(ben);
  await withPasskey(max);
  const { browser, login } = await atSecondFactor(app, ada);
  const page = await passkeyPage(
    browser,
    await browser.post(`${acme.origin}/auth/factor`, { login, kind: "passkey" }),
  );
  assert.equal(await answer(browser, page, bens.show(page)), `${acme.origin}${FAILED}`);
  assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 303);

  const next = new TestBrowser(app);
  assert.equal((await show(next, globex.origin, bens)).back, `${globex.origin}${FAILED}`);
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ben.userId}, 'member', ${ben.email}, 'Ben')`);
  const { back } = await show(next, globex.origin, bens);
  assert.equal((await next.get(back)).headers.get("location"), "/dashboard");
  assert.equal((await next.get(`${acme.origin}/dashboard`)).status, 303, "one house at a time");
});

Deno.test("what no honest browser or device sends opens nothing", async () => {
  const { acme, ada } = await makeCast();
  const { passkey } = await withPasskey(ada);
  const odd: Oddity[] = [
    { origin: "https://evil.example" },
    { origin: acme.origin },
    { rpId: new URL(acme.origin).hostname },
    { tampers: "signature" },
    { tampers: "challenge" },
    { tampers: "counter" },
    { isUserVerified: false },
    { userHandle: undefined },
    { type: "webauthn.create" },
    // The last one: the passkey counts on from there.
    { counter: 0 },
  ];
  for (const it of odd) {
    const browser = new TestBrowser(app);
    await showHonestly(acme.origin, passkey);
    const { back } = await show(browser, acme.origin, passkey, { odd: it });
    assert.equal(back, `${acme.origin}${FAILED}`, JSON.stringify(it));
    assert.equal(browser.cookie(acme.origin, "__Host-rt"), undefined);
  }
  assert.ok(
    (await factorLetters(ada)).some((it) => it.change === "passkey_copied"),
    "a counter that lags behind is told",
  );
});

Deno.test("an answer counts once: not sent again, not in another login, not by another browser", async () => {
  const { acme, ada } = await makeCast();
  const { passkey } = await withPasskey(ada);
  const browser = new TestBrowser(app);
  const { page, response, back } = await show(browser, acme.origin, passkey);
  const over = `${acme.origin}/signin?notice=handoff-failed`;
  const again = await browser.post(page.callback, { state: page.state, response });
  assert.equal(again.status, 400, "the challenge is used up, and nobody knows the login any more");
  const another = await passkeyPage(
    browser,
    await browser.post(`${acme.origin}/signin/passkey`, { next: "/" }),
  );
  assert.equal(
    await answer(browser, another, response),
    `${acme.origin}${FAILED}`,
    "an answer to an old challenge",
  );
  const open = await passkeyPage(browser, await browser.post(`${acme.origin}/signin/passkey`, { next: "/" }));
  const thief = new TestBrowser(app);
  assert.equal(await answer(thief, open, passkey.show(open)), over, "the base host knows who left for it");
  assert.equal((await thief.get(back)).headers.get("location"), "/signin?notice=handoff-failed");
  assert.equal((await browser.get(back)).headers.get("location"), "/dashboard");
  assert.equal((await browser.get(back)).headers.get("location"), "/signin?notice=handoff-failed");
});

Deno.test("a passkey that was made in another browser than the one that asked for it is kept for nobody", async () => {
  const { acme, ada, ben } = await makeCast();
  const attacker = await signedIn(ada);
  const leading = await attacker.post(`${acme.origin}/security/passkeys`, {});
  const victim = await signedIn(ben);
  const page = await passkeyPage(victim, leading);
  const back = await answer(
    victim,
    page,
    new SoftPasskey().register({ ...page, user: userOf(page) }),
  );
  assert.match((await victim.get(back)).headers.get("location")!, /notice=handoff-failed/);
  for (const person of [ada, ben]) {
    assert.deepEqual((await findFactors(acme.id, person.userId)).passkeys, []);
  }
});

Deno.test("who signs out while the passkey is made has none", async () => {
  const { acme, ada } = await makeCast();
  const browser = await signedIn(ada);
  const page = await passkeyPage(browser, await browser.post(`${acme.origin}/security/passkeys`, {}));
  await browser.post(`${acme.origin}/signout`, {});
  const back = await answer(
    browser,
    page,
    new SoftPasskey().register({ ...page, user: userOf(page) }),
  );
  await browser.get(back);
  assert.deepEqual((await findFactors(acme.id, ada.userId)).passkeys, []);
});

Deno.test("a house that allows the password alone takes a passkey beside it, and not in its place", async () => {
  const { acme, ada } = await makeCast();
  const { passkey } = await withPasskey(ada);
  await requireSecondFactor(ada, false);
  await asTenant(
    acme.id,
    (tx) => tx.count`update sign_in_policies set allowed_methods = '{password}' where tenant_id = ${acme.id}`,
  );
  const browser = new TestBrowser(app);
  assert.ok(!(await (await browser.get(`${acme.origin}/signin`)).text()).includes("Sign in with a passkey"));
  const refused = await browser.post(`${acme.origin}/signin/passkey`, { next: "/" });
  assert.equal(refused.headers.get("location"), `${acme.origin}/signin?notice=method-not-allowed`);
  const { browser: known, login } = await atSecondFactor(app, ada);
  const page = await passkeyPage(
    known,
    await known.post(`${acme.origin}/auth/factor`, { login, kind: "passkey" }),
  );
  const back = await answer(known, page, passkey.show(page));
  assert.equal((await known.get(back)).headers.get("location"), "/records");
});

Deno.test("the page of a passkey says without a script what is missing, and leads back", async () => {
  const { acme, ada } = await makeCast();
  const browser = await signedIn(ada);
  const { html } = await passkeyPage(browser, await browser.post(`${acme.origin}/security/passkeys`, {}));
  assert.match(html, /<noscript>.*A passkey needs a script/);
  assert.ok(html.includes(`href="${acme.origin}/security/passkeys"`));
  const stranger = new TestBrowser(app);
  const signIn = await passkeyPage(
    stranger,
    await stranger.post(`${acme.origin}/signin/passkey`, { next: "/" }),
  );
  assert.ok(signIn.html.includes(`href="${acme.origin}/signin"`));
  assert.equal((await app.ask(baseOrigin, "/auth/go?ticket=made-up")).status, 400);
});

async function signedIn({ tenant, email }: Person): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  const res = await browser.post(`${tenant.origin}/signin`, { email, password: PASSWORD });
  assert.equal(res.headers.get("location"), "/dashboard");
  return browser;
}

async function withPasskey(person: Person): Promise<{ passkey: SoftPasskey }> {
  const passkey = new SoftPasskey();
  await addPasskey(await signedIn(person), person, passkey);
  return { passkey };
}

/** On the sign-in page and the page that it leads to. `back` is where that leads. */
async function show(
  browser: TestBrowser,
  origin: string,
  passkey: SoftPasskey,
  { next = "/dashboard", odd = {} }: { next?: string; odd?: Oddity } = {},
) {
  const page = await passkeyPage(browser, await browser.post(`${origin}/signin/passkey`, { next }));
  const response = passkey.show(page, odd);
  return { page, response, back: await answer(browser, page, response) };
}

async function showHonestly(origin: string, passkey: SoftPasskey) {
  const browser = new TestBrowser(app);
  const { back } = await show(browser, origin, passkey);
  assert.equal((await browser.get(back)).headers.get("location"), "/dashboard");
}
