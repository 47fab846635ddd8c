import assert from "node:assert/strict";
import { proposeAuthenticator } from "@/lib/identity/methods/totp/propose_authenticator.ts";
import { findFactors } from "@/lib/identity/factors/find_factors.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { atSecondFactor } from "@/tests/support/at_door.ts";
import { makeCast, PASSWORD, type Person } from "@/tests/support/cast.ts";
import { addAuthenticator, codeOf, secondsLater } from "@/tests/support/factors.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();

/** Set up a minute ago, so that the code of now is good. */
async function withAuthenticator(person: Person) {
  return await addAuthenticator(person, secondsLater(new Date(), -60));
}

Deno.test("who has an authenticator comes in with password and code, to where they wanted to go", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await withAuthenticator(ada);
  const { browser, path, login } = await atSecondFactor(app, ada, { next: "/records" });
  const page = await (await browser.get(acme.origin + path)).text();
  for (const label of ["Code from the app", "Recovery code"]) assert.ok(page.includes(label), label);
  assert.ok(!page.includes("Use a passkey"), "only what the person has");
  const code = codeOf(secret, new Date());
  const res = await browser.post(`${acme.origin}/auth/factor`, { login, kind: "totp", code: ` ${code} ` });
  assert.equal(res.headers.get("location"), "/records");
  assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 200);

  const again = await atSecondFactor(app, ada);
  const used = await again.browser.post(`${acme.origin}/auth/factor`, {
    login: again.login,
    kind: "totp",
    code,
  });
  assert.equal(used.status, 401);
  assert.match(await used.text(), /This code was used before/);
});

Deno.test("the time of a code is ours, whatever the request says of it", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await withAuthenticator(ada);
  const [now, hour] = [new Date(), 3_600];
  for (const at of [secondsLater(now, -hour), secondsLater(now, hour)]) {
    const { browser, login } = await atSecondFactor(app, ada);
    const time = {
      now: at.toISOString(),
      time: String(at.getTime()),
      timestamp: String(at.getTime() / 1_000),
    };
    const form = { login, kind: "totp", code: codeOf(secret, at), ...time };
    const res = await browser.post(`${acme.origin}/auth/factor`, form, { date: at.toUTCString() });
    assert.equal(res.status, 401);
    assert.equal(browser.cookie(acme.origin, "__Host-rt"), undefined);
  }
});

Deno.test("a recovery code stands in for the lost phone, once", async () => {
  const { acme, ada } = await makeCast();
  const { recoveryCodes: [recovery_code] = [] } = await withAuthenticator(ada);
  for (const [location, text] of [["/records"], [null, /This is not right/]] as const) {
    const { browser, login } = await atSecondFactor(app, ada);
    const res = await browser.post(`${acme.origin}/auth/factor`, {
      login,
      kind: "recovery_code",
      recovery_code,
    });
    assert.equal(res.headers.get("location"), location);
    if (text) assert.match(await res.text(), text);
  }
});

Deno.test("who has shown only the password is outside, whatever address they open", async () => {
  const { acme, ada } = await makeCast();
  await withAuthenticator(ada);
  const { browser, login, path } = await atSecondFactor(app, ada);
  for (const name of ["__Host-at", "__Host-rt"]) assert.equal(browser.cookie(acme.origin, name), undefined);
  for (const inside of ["/dashboard", "/records", "/security/authenticator", "/security/recovery-codes"]) {
    const res = await browser.get(acme.origin + inside);
    assert.equal(res.status, 303, inside);
    assert.match(res.headers.get("location")!, /^\/signin\?next=/, inside);
  }
  const binding = browser.cookie(acme.origin, "__Host-login")!;
  for (const code of ["", login, binding, login.replace("log_", "")]) {
    const res = await browser.get(`${acme.origin}/auth/handoff?code=${code}`);
    assert.equal(res.headers.get("location"), "/signin?notice=handoff-failed");
  }
  assert.equal((await browser.get(`${acme.origin}/auth/enter?login=${login}`)).status, 303);
  assert.equal((await browser.get(`${baseOrigin}/auth/bring?login=${login}&to=${binding}`)).status, 400);
  assert.equal(
    (await browser.get(`${acme.origin}/auth/confirm?login=${login}`)).headers.get("location"),
    "/dashboard?notice=confirm-again",
  );
  assert.equal(browser.cookie(acme.origin, "__Host-rt"), undefined);
  assert.equal((await browser.get(acme.origin + path)).status, 200, "the login itself still waits");
});

Deno.test("nothing but a second factor of this person answers the question for one", async () => {
  const { acme, ada, ben } = await makeCast();
  const { secret } = await withAuthenticator(ada);
  const bens = await withAuthenticator(ben);
  const proposal = proposeAuthenticator({ userId: ada.userId, account: ada.email, now: new Date() });
  const answers: Record<string, string>[] = [
    { kind: "password", password: PASSWORD, email: ada.email },
    { kind: "totp", code: codeOf(bens.secret, new Date()) },
    { kind: "recovery_code", recovery_code: bens.recoveryCodes![0] },
    { kind: "recovery_code", code: codeOf(secret, new Date()) },
    { kind: "totp", proposal: proposal.sealed, code: codeOf(proposal.secret, new Date()) },
    { kind: "passkey" },
    { kind: "google" },
    { kind: "none" },
    {},
  ];
  for (const form of answers) {
    const { browser, login } = await atSecondFactor(app, ada);
    const res = await browser.post(`${acme.origin}/auth/factor`, { login, ...form });
    assert.equal(browser.cookie(acme.origin, "__Host-rt"), undefined, JSON.stringify(form));
    assert.ok([401, 303].includes(res.status), `${res.status} to ${JSON.stringify(form)}`);
    assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 303);
  }
  assert.equal((await findFactors(acme.id, ada.userId)).authenticators.length, 1);
});

Deno.test("the login that waits is its own browser's, its own host's and its own person's", async () => {
  const { acme, globex, ada, max } = await makeCast();
  const { secret } = await withAuthenticator(ada);
  const { browser, login, path } = await atSecondFactor(app, ada);
  const code = codeOf(secret, new Date());
  const over = "/signin?notice=handoff-failed";
  const stranger = new TestBrowser(app);
  assert.equal((await stranger.get(acme.origin + path)).headers.get("location"), over);
  stranger.keep(acme.origin, "__Host-login", "a".repeat(43));
  const byStranger = await stranger.post(`${acme.origin}/auth/factor`, { login, kind: "totp", code });
  assert.equal(byStranger.headers.get("location"), over);
  browser.keep(globex.origin, "__Host-login", browser.cookie(acme.origin, "__Host-login")!);
  const elsewhere = await browser.post(`${globex.origin}/auth/factor`, { login, kind: "totp", code });
  assert.equal(elsewhere.headers.get("location"), over);
  await withAuthenticator(max);
  const mine = await browser.post(`${acme.origin}/auth/factor`, { login, kind: "totp", code });
  assert.equal(mine.headers.get("location"), "/records");
});

Deno.test("five wrong codes end the login, and the right one comes too late for it", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await withAuthenticator(ada);
  const { browser, login } = await atSecondFactor(app, ada);
  const answer = (code: string) => browser.post(`${acme.origin}/auth/factor`, { login, kind: "totp", code });
  const statuses = [];
  for (let tries = 0; tries < 6; tries++) statuses.push((await answer("12345")).status);
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 303]);
  const late = await answer(codeOf(secret, new Date()));
  assert.equal(late.headers.get("location"), "/signin?notice=handoff-failed");
});
