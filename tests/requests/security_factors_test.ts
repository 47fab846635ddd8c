import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { findFactors } from "@/lib/identity/factors/find_factors.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { startApp } from "@/tests/support/app.ts";
import { addPasskey, atSecondFactor, passkeyPage } from "@/tests/support/at_door.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import {
  addAuthenticator,
  codeOf,
  keepSoftPasskey,
  requireSecondFactor,
  secondsLater,
} from "@/tests/support/factors.ts";
import { mailsOf } from "@/tests/support/sent_mails.ts";
import { SoftPasskey } from "@/tests/support/soft_passkey.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();

Deno.test("an app is set up with its first code; the recovery codes are shown once, and said to be kept", async () => {
  const { acme, ada } = await makeCast();
  const browser = await insideAs(ada);
  const at = `${acme.origin}/security/authenticator/new`;
  const [proposal, secret] = proposalIn(await (await browser.get(at)).text());
  const wrong = await browser.post(at, { proposal, name: "", code: "12345" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /Give it a name/);
  const odd = await browser.post(at, { proposal, name: "Phone", code: "12345" });
  const again = await odd.text();
  assert.match(again, /Type the six digits/);
  assert.deepEqual(proposalIn(again), [proposal, secret], "what was scanned stays good");
  const done = await browser.post(at, { proposal, name: "Phone", code: codeOf(secret, new Date()) });
  assert.equal(done.status, 200);
  const codes = (await done.text()).match(/\b(?:[0-9a-z]{4}-){5}[0-9a-z]{4}\b/g)!;
  assert.equal(new Set(codes).size, 10);
  const repeated = await browser.post(at, { proposal, name: "Phone", code: codeOf(secret, new Date()) });
  assert.equal(repeated.headers.get("location"), "/security/authenticator?notice=authenticator-added");

  const page = async (path: string) => await (await browser.get(acme.origin + path)).text();
  assert.ok(!codes.some((it) => again.includes(it)));
  assert.match(await page("/security/recovery-codes"), /10 of 10[\s\S]*You have not said so/);
  const file = await browser.post(`${acme.origin}/security/recovery-codes/file`, {
    codes: [...new Set(codes)].join(" "),
  });
  assert.match(
    file.headers.get("content-disposition")!,
    /^attachment; filename="rowhouse-recovery-codes\.txt"$/,
  );
  assert.deepEqual((await file.text()).trim().split("\r\n").slice(-10), [...new Set(codes)]);
  const kept = await browser.post(`${acme.origin}/security/recovery-codes/keeping`, {});
  assert.equal(kept.headers.get("location"), "/security/recovery-codes?notice=recovery-codes-kept");
  assert.match(await page("/security/recovery-codes"), /Since/);
  assert.match(await page("/security/authenticator"), /Phone/);
});

Deno.test("the file of recovery codes holds nothing else than codes", async () => {
  const { acme, ada } = await makeCast();
  const browser = await insideAs(ada);
  for (const codes of ["", "hello", "<script>", "0000-0000-0000-0000-0000-0000 hello"]) {
    const file = await browser.post(`${acme.origin}/security/recovery-codes/file`, { codes });
    assert.equal(file.status, 400, codes);
  }
});

Deno.test("new recovery codes take the place of the old ones once, however often the form is sent", async () => {
  const { acme, ada } = await makeCast();
  await addAuthenticator(ada, secondsLater(new Date(), -60));
  const browser = await insideAs(ada, "otp");
  const at = `${acme.origin}/security/recovery-codes`;
  const [, replaces] = /name="replaces" value="([^"]+)"/.exec(await (await browser.get(at)).text())!;
  assert.match(await (await browser.post(at, { replaces })).text(), /the one time they can be read/);
  assert.match(await (await browser.post(at, { replaces })).text(), /These codes were made before/);
  assert.match(await (await browser.post(at, {})).text(), /These codes were made before/);
  assert.match(
    await (await browser.post(at, { replaces: "yesterday" })).text(),
    /These codes were made before/,
  );
});

Deno.test("who has no second factor has nothing to recover", async () => {
  const { acme, ada } = await makeCast();
  const browser = await insideAs(ada);
  const at = `${acme.origin}/security/recovery-codes`;
  assert.match(await (await browser.get(at)).text(), /Nothing to recover yet/);
  assert.equal((await browser.post(at, {})).status, 409);
  assert.equal((await findFactors(acme.id, ada.userId)).recoveryCodes, undefined);
});

Deno.test("an app and a passkey are removed, but not the last one where the house asks everybody", async () => {
  const { acme, ada } = await makeCast();
  await addAuthenticator(ada, secondsLater(new Date(), -60));
  const browser = await insideAs(ada, "otp");
  await addPasskey(browser, ada, new SoftPasskey());
  await requireSecondFactor(ada, true);
  const { authenticators: [app], passkeys: [key] } = await findFactors(acme.id, ada.userId);
  const ofApp = `${acme.origin}/security/authenticator/${publicId("aut", app.id)}/removal`;
  const ofKey = `${acme.origin}/security/passkeys/${publicId("pky", key.id)}/removal`;
  assert.match(await (await browser.get(ofKey)).text(), /Remove “Laptop”\?/);
  const removed = await browser.post(ofKey, {});
  assert.equal(removed.headers.get("location"), "/security/passkeys?notice=passkey-removed");
  const refused = await browser.post(ofApp, {});
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /Acme asks everybody for a second factor, and this is your last one/);
  await requireSecondFactor(ada, false);
  assert.equal(
    (await browser.post(ofApp, {})).headers.get("location"),
    "/security/authenticator?notice=authenticator-removed",
  );
  for (const gone of [ofApp, ofKey]) assert.equal((await browser.get(gone)).status, 404);
});

Deno.test("a passkey that is the only way in stays, and another person's is not there", async () => {
  const { acme, ada, ben } = await makeCast();
  const browser = await insideAs(ada);
  await addPasskey(browser, ada, new SoftPasskey());
  await asSuperuser((client) =>
    client.query("delete from platform.passwords where user_id = $1", [ada.userId])
  );
  const { passkeys: [key] } = await findFactors(acme.id, ada.userId);
  const removal = `${acme.origin}/security/passkeys/${publicId("pky", key.id)}/removal`;
  const refused = await browser.post(removal, {});
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /This is your only way in/);
  const bens = await insideAs(ben);
  assert.equal((await bens.get(removal)).status, 404);
  assert.equal((await bens.post(removal, {})).status, 404);
  assert.equal((await findFactors(acme.id, ada.userId)).passkeys.length, 1);
});

Deno.test("each change of a factor asks first who was recognised ten minutes ago", async () => {
  const { acme, ada } = await makeCast();
  await addAuthenticator(ada, secondsLater(new Date(), -60 * 60));
  const [{ id }] = (await findFactors(acme.id, ada.userId)).authenticators;
  const browser = await insideAs(ada, "otp", 11);
  const removal = `/security/authenticator/${publicId("aut", id)}/removal`;
  const changes: [path: string, form?: Record<string, string>][] = [
    ["/security/authenticator/new"],
    ["/security/authenticator/new", { proposal: "", name: "Phone", code: "123456" }],
    [removal, {}],
    ["/security/passkeys", {}],
    ["/security/recovery-codes", { replaces: "" }],
  ];
  for (const [path, form] of changes) {
    const res = form ? await browser.post(acme.origin + path, form) : await browser.get(acme.origin + path);
    assert.match(res.headers.get("location") ?? "", /^\/auth\/confirm\?login=log_/, path);
  }
  assert.equal((await findFactors(acme.id, ada.userId)).authenticators.length, 1);
});

Deno.test("a person confirms with the app or the passkey they have, and goes on", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await addAuthenticator(ada, secondsLater(new Date(), -60));
  await addPasskey(await insideAs(ada, "otp"), ada, new SoftPasskey());
  const [{ id }] = (await findFactors(acme.id, ada.userId)).authenticators;
  const removal = `${acme.origin}/security/authenticator/${publicId("aut", id)}/removal`;
  const browser = await insideAs(ada, "otp", 11);
  const asked = (await browser.post(removal, {})).headers.get("location")!;
  const page = await (await browser.get(acme.origin + asked)).text();
  for (const way of ["Password", "Code from the app", "Recovery code", "Use a passkey"]) {
    assert.ok(page.includes(way), way);
  }
  const login = new URL(asked, acme.origin).searchParams.get("login")!;
  const confirm = (form: Record<string, string>) =>
    browser.post(`${acme.origin}/auth/confirm`, { login, ...form });
  assert.equal(
    (await passkeyPage(browser, await confirm({ kind: "passkey" }))).callback.slice(-8),
    "/passkey",
  );
  const goOn = await confirm({ kind: "totp", code: codeOf(secret, new Date()) });
  assert.match(await goOn.text(), /One more click/);
  assert.equal(
    (await browser.post(removal, {})).headers.get("location"),
    "/security/authenticator?notice=authenticator-removed",
  );
});

Deno.test("single sign-on of one house changes nothing of what opens them all", async () => {
  const { acme, ada } = await makeCast();
  await addAuthenticator(ada, secondsLater(new Date(), -60));
  const [{ id }] = (await findFactors(acme.id, ada.userId)).authenticators;
  const before = await findFactors(acme.id, ada.userId);
  for (const recognitions of [["oidc"], ["saml", "mfa"], ["auth0"]]) {
    const browser = await insideAs(ada, "otp");
    await vouchedFor(browser, ada, recognitions);
    const changes: [path: string, form?: Record<string, string>][] = [
      ["/security/authenticator/new"],
      ["/security/authenticator/new", { proposal: "", name: "Phone", code: "123456" }],
      [`/security/authenticator/${publicId("aut", id)}/removal`, {}],
      ["/security/passkeys", {}],
      ["/security/recovery-codes", { replaces: before.recoveryCodes!.madeAt.toISOString() }],
      ["/security/elsewhere", {}],
      ["/security/password", { password: "four quiet bricks at dawn" }],
      ["/profile/email/change", { email: "forger@globex.test" }],
      ["/security/identities/connection", { kind: "google" }],
      ["/security/identities/connection", { kind: "google", connection: "" }],
      [`/security/identities/${publicId("idn", newId())}/disconnection`, {}],
    ];
    for (const [path, form] of changes) {
      const res = form ? await browser.post(acme.origin + path, form) : await browser.get(acme.origin + path);
      assert.equal(res.status, 403, `${path} by ${recognitions}`);
      assert.match(await res.text(), /That is yours, not the house’s/);
    }
    assert.equal((await browser.get(`${acme.origin}/security/authenticator`)).status, 200, "looking is free");
  }
  assert.deepEqual(await findFactors(acme.id, ada.userId), before);
});

Deno.test("a session from before there was a second factor changes none of what opens the houses until it has shown it", async () => {
  const { acme, ada } = await makeCast();
  const browser = await insideAs(ada);
  const { secret } = await addAuthenticator(ada, secondsLater(new Date(), -60));
  const before = await findFactors(acme.id, ada.userId);
  const removal = `/security/authenticator/${publicId("aut", before.authenticators[0].id)}/removal`;
  const changes: [path: string, form?: Record<string, string>][] = [
    ["/security/authenticator/new"],
    ["/security/authenticator/new", { proposal: "", name: "Mallory", code: "123456" }],
    [`/security/passkeys/${publicId("pky", newId())}/removal`, {}],
    ["/security/passkeys", {}],
    ["/security/recovery-codes", {}],
    ["/security/password", { current: PASSWORD, password: "four quiet bricks at dawn" }],
    ["/profile/email/change", { email: "forger@globex.test" }],
    ["/security/identities/connection", { kind: "google" }],
    [`/security/identities/${publicId("idn", newId())}/disconnection`, {}],
    [removal, {}],
  ];
  let asked = "";
  for (const [path, form] of changes) {
    const res = form ? await browser.post(acme.origin + path, form) : await browser.get(acme.origin + path);
    asked = res.headers.get("location") ?? "";
    assert.match(asked, /^\/auth\/confirm\?login=log_/, path);
  }
  const page = await (await browser.get(acme.origin + asked)).text();
  assert.match(page, /Code from the app/);
  assert.doesNotMatch(page, /name="password"/);
  const login = new URL(asked, acme.origin).searchParams.get("login")!;
  const confirm = (form: Record<string, string>) =>
    browser.post(`${acme.origin}/auth/confirm`, { login, ...form });
  assert.equal((await confirm({ kind: "password", password: PASSWORD })).status, 401);
  assert.deepEqual(await findFactors(acme.id, ada.userId), before);
  const goOn = await confirm({ kind: "totp", code: codeOf(secret, new Date()) });
  assert.match(await goOn.text(), new RegExp(`action="${removal}"`));
  assert.equal((await browser.post(acme.origin + removal, {})).status, 303);
  assert.deepEqual((await findFactors(acme.id, ada.userId)).authenticators, []);
});

Deno.test("in a house that asks everybody, setting up an app or a passkey opens the rest of it at once", async () => {
  const { acme, ada, ben } = await makeCast();
  await requireSecondFactor(ada, true);
  const setUp = {
    app: async (browser: TestBrowser) => {
      const at = `${acme.origin}/security/authenticator/new`;
      const [proposal, secret] = proposalIn(await (await browser.get(at)).text());
      await browser.post(at, { proposal, name: "Phone", code: codeOf(secret, new Date()) });
    },
    passkey: (browser: TestBrowser) => addPasskey(browser, ben, new SoftPasskey()),
  };
  for (const [person, how] of [[ada, setUp.app], [ben, setUp.passkey]] as const) {
    const browser = new TestBrowser(app);
    const form = { email: person.email, password: PASSWORD };
    assert.equal((await browser.post(`${acme.origin}/signin`, form)).status, 303);
    assert.match(
      (await browser.get(`${acme.origin}/records`)).headers.get("location")!,
      /^\/security\/second-factor/,
    );
    await how(browser);
    assert.equal((await browser.get(`${acme.origin}/records`)).status, 200);
  }
});

Deno.test("after a change a person is offered to sign out everywhere else, in every house, and stays here", async () => {
  const { acme, globex, ada, ben } = await makeCast();
  const [browser, other, bens] = [await insideAs(ada), await insideAs(ada), await insideAs(ben)];
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ada.userId}, 'member', ${ada.email}, 'Ada')`);
  const elsewhere = await insideAs({ ...ada, tenant: globex });
  for (const notice of ["authenticator-added", "authenticator-removed", "passkey-added", "passkey-removed"]) {
    const page = await (await browser.get(`${acme.origin}/security/passkeys?notice=${notice}`)).text();
    assert.match(page, /action="\/security\/elsewhere".*Sign out everywhere else/, notice);
  }
  const ended = await browser.post(`${acme.origin}/security/elsewhere`, { which: "others" });
  assert.equal(ended.headers.get("location"), "/security?notice=signed-out-elsewhere");
  assert.equal((await other.get(`${acme.origin}/dashboard`)).status, 303);
  assert.equal((await elsewhere.get(`${globex.origin}/dashboard`)).status, 303);
  for (const stays of [browser, bens]) {
    assert.equal((await stays.get(`${acme.origin}/dashboard`)).status, 200);
  }
});

Deno.test("who proves an address has none of the factors that somebody set up under it before", async () => {
  const { acme, ada } = await makeCast();
  await addAuthenticator(ada, secondsLater(new Date(), -60));
  await keepSoftPasskey(ada, new Date());
  await asTenant(acme.id, (tx) => tx.rows`select gate.prove_by_mail(${ada.userId}, now())`);
  assert.deepEqual(await findFactors(acme.id, ada.userId), {
    authenticators: [],
    passkeys: [],
    recoveryCodes: undefined,
  });
});

Deno.test("a new password by mail, and a link by mail, still ask for the second factor", async () => {
  const { acme, ada } = await makeCast();
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [ada.userId])
  );
  await addAuthenticator(ada, secondsLater(new Date(), -60));
  await mailsOf(acme.id);
  const browser = new TestBrowser(app);
  await browser.post(`${acme.origin}/forgot-password`, { email: ada.email });
  const [reset] = await mailsOf(acme.id);
  const code = new URL(reset.data.resetUrl).searchParams.get("code")!;
  const password = "four quiet bricks at dawn";
  assert.equal((await browser.post(`${acme.origin}/reset-password`, { code, password })).status, 303);
  assert.equal(browser.cookie(acme.origin, "__Host-rt"), undefined, "a reset signs nobody in");
  await atSecondFactor(app, ada, { browser, password });

  await mailsOf(acme.id);
  await browser.post(`${acme.origin}/signin`, { email: ada.email, by: "magic_link", next: "/" });
  const [mail] = await mailsOf(acme.id);
  const link = new URL(mail.data.signInUrl);
  const [login, token] = [link.searchParams.get("login")!, link.searchParams.get("token")!];
  const pressed = await browser.post(`${acme.origin}/auth/mail`, { login, kind: "magic_link", token });
  assert.match(pressed.headers.get("location")!, /^\/auth\/factor\?login=/);
  assert.equal(browser.cookie(acme.origin, "__Host-rt"), undefined);
});

async function insideAs(
  person: Person,
  recognition: "pwd" | "otp" = "pwd",
  minutesAgo = 0,
): Promise<TestBrowser> {
  const session = await sessionFor(person, new Date(Date.now() - minutesAgo * 60_000), recognition);
  const browser = new TestBrowser(app);
  browser.keep(person.tenant.origin, "__Host-at", session.accessToken);
  browser.keep(person.tenant.origin, "__Host-rt", session.refreshToken);
  return browser;
}

/** As if a tenant's own identity provider alone had brought the person in. */
async function vouchedFor(browser: TestBrowser, { tenant, userId }: Person, recognitions: string[]) {
  await asSuperuser((client) =>
    client.query("update platform.sessions set methods = $2 where user_id = $1", [userId, recognitions])
  );
  browser.forget(tenant.origin, "__Host-at");
}

/** The sealed proposal and the secret in a page that shows them. */
function proposalIn(html: string): [string, string] {
  const [, sealed] = /name="proposal" value="([^"]+)"/.exec(html)!;
  const [, secret] = /select-all">([A-Z2-7 ]+)</.exec(html)!;
  return [sealed, secret.replaceAll(" ", "")];
}
