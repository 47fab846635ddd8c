import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import { newId } from "@/lib/ids.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, PASSWORD_PHC, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { mailsOf } from "@/tests/support/sent_mails.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();

Deno.test("a link by mail shows a button in the browser that asked, which lets in once", async () => {
  const { ada, acme } = await makeCast();
  const { browser, mail } = await asked(ada, { next: "/records?q=1" });
  for (let looked = 0; looked < 2; looked++) {
    const page = await browser.get(mail.signInUrl);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /One click, and you are in/);
    assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined, "to look changes nothing");
  }
  const inside = await press(browser, mail);
  assert.equal(inside.headers.get("location"), "/records?q=1");
  assert.equal((await browser.get(`${acme.origin}/records`)).status, 200);
  browser.forget(acme.origin, "__Host-at", "__Host-rt");
  assert.equal((await press(browser, mail)).headers.get("location"), OVER);
});

Deno.test("a link by mail lets in no other browser, but says where its digits are typed", async () => {
  const { ada, acme } = await makeCast();
  const { browser, login, mail } = await asked(ada);
  const scanner = new TestBrowser(app);
  const page = await scanner.get(mail.signInUrl);
  assert.match(await page.text(), /type there the six digits/);
  assert.equal((await press(scanner, mail)).headers.get("location"), OVER);
  const other = await asked(ada);
  assert.equal((await press(other.browser, mail)).headers.get("location"), OVER, "with a cookie of its own");
  assert.equal(
    (await type(browser, acme.origin, {
      login,
      digits: ` ${mail.digits.slice(0, 3)} ${mail.digits.slice(3)}`,
    })).status,
    303,
  );
  assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 200);
});

Deno.test("the digits are guessed five times, then the login is over, and another one is not", async () => {
  const { ada, acme } = await makeCast();
  const { browser, login, mail } = await asked(ada);
  const wrong = mail.digits === "000000" ? "000001" : "000000";
  for (let tried = 0; tried < 5; tried++) {
    const res = await type(browser, acme.origin, { login, digits: wrong });
    assert.equal(res.status, 401);
    assert.match(await res.text(), /This is not right/);
  }
  assert.equal(
    (await type(browser, acme.origin, { login, digits: mail.digits })).headers.get("location"),
    OVER,
  );
  const next = await asked(ada);
  assert.equal((await press(next.browser, next.mail)).headers.get("location"), "/dashboard");
});

Deno.test("link and digits are too old after ten minutes", async () => {
  const { magicLink } = await import("@/lib/identity/methods/magic_link/method.ts");
  const { ada, acme } = await makeCast();
  const now = new Date();
  const visitor = { ip: newId() };
  const login = {
    id: newId(),
    tenantId: acme.id,
    purpose: "sign_in",
    kind: "magic_link",
    notes: {},
  } as const;
  const form = { email: ada.email };
  const asked = { origin: acme.origin, callback: "", state: "", visitor, now, form };
  const started = await magicLink.start!(login, asked);
  assert(started.ok);
  const [{ data }] = await mailsOf(acme.id);
  const finish = (seconds: number) =>
    magicLink.finish({ ...login, notes: started.notes! }, {
      url: new URL(acme.origin),
      form: { digits: data.digits },
      state: "",
      visitor,
      now: new Date(now.getTime() + seconds * 1_000),
    });
  assert.deepEqual(await finish(600), { ok: false, reason: "wrong_credentials" });
  assert.equal((await finish(599)).ok, true);
});

Deno.test("asking for a link answers alike for a member, a stranger and nobody, and does the same work", async () => {
  const { ada, max, acme } = await makeCast();
  for (const email of [ada.email, max.email, `nobody-${newId()}@nowhere.test`]) {
    const browser = new TestBrowser(app);
    const res = await browser.post(`${acme.origin}/signin`, { email, by: "magic_link" });
    assert.equal(res.status, 303);
    assert.match(res.headers.get("location")!, /^\/auth\/mail\?login=log_/);
    const page = await browser.get(acme.origin + res.headers.get("location"));
    assert.match(await page.text(), /If somebody lives here by that address/);
  }
  const { rows } = await asSuperuser((client) =>
    client.query("select kind from pooled.jobs where tenant_id = $1 and kind <> 'mail.send'", [acme.id])
  );
  assert.deepEqual(rows.map((it) => it.kind), Array(3).fill("magic_link.mail"));
  assert.deepEqual((await mailsOf(acme.id)).map((it) => it.to), [ada.email]);
});

Deno.test("a login for nobody's address opens nothing, whatever is typed", async () => {
  const { acme } = await makeCast();
  const browser = new TestBrowser(app);
  const res = await browser.post(`${acme.origin}/signin`, { email: "no@nowhere.test", by: "magic_link" });
  const login = new URL(acme.origin + res.headers.get("location")).searchParams.get("login")!;
  assert.equal((await type(browser, acme.origin, { login, digits: "123456" })).status, 401);
});

Deno.test("a link by mail is sent to one mailbox", async () => {
  const { acme } = await makeCast();
  const form = { email: "ada@acme.test, stranger@evil.test", by: "magic_link" };
  const res = await app.ask(acme.origin, "/signin", { form });
  assert.equal(res.status, 422);
  assert.match(await res.text(), /Enter an email address/);
});

Deno.test("what lets in is sealed while the mail waits", async () => {
  const { ada, acme } = await makeCast();
  await new TestBrowser(app).post(`${acme.origin}/signin`, { email: ada.email, by: "magic_link" });
  const { rows } = await asSuperuser((client) =>
    client.query("select payload from pooled.jobs where tenant_id = $1 and kind = 'magic_link.mail'", [
      acme.id,
    ])
  );
  assert.deepEqual(Object.keys(rows[0].payload).sort(), ["origin", "sealedData", "to"]);
  assert.match(rows[0].payload.sealedData, /^v1\./);
});

Deno.test("a link by mail proves the address, and leaves its owner's password and sessions alone from then on", async () => {
  const { ada, acme } = await makeCast();
  const first = await asked(ada);
  await press(first.browser, first.mail);
  assert.equal((await findMember(acme.id, ada.userId))?.isEmailProven, true);
  await setPassword(ada);
  const session = await sessionFor(ada);
  const second = await asked(ada);
  await press(second.browser, second.mail);
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: session })).status, 200);
  assert.equal((await signIn(ada)).status, 303);
});

Deno.test("who set up an account under an address before its owner came has nothing of it afterwards", async () => {
  // A stranger joins under Ada's address, which she cannot read, and waits for Ada to come by mail.
  const { ada: host, acme } = await makeCast();
  const victim = `victim-${newId()}@acme.test`;
  const actor = { kind: "member" as const, id: host.userId, name: host.name };
  const person = { name: "Stranger", email: victim, role: "member" as const };
  const added = await asTenant(
    acme.id,
    (tx) => addMember(tx, { ...person, phc: PASSWORD_PHC, actor, now: new Date() }),
  );
  const account: Person = { ...person, ...added, tenant: acme };
  const before = await sessionFor(account);
  await asTenant(acme.id, (tx) =>
    linkIdentity(tx, {
      kind: "google",
      identity: { issuer: "https://provider.test", subject: added.userId },
      member: account,
      now: new Date(),
    }));
  const resetCode = await resetCodeFor(account);

  const { browser, mail } = await asked(account);
  assert.equal((await press(browser, mail)).status, 303);

  assert.equal((await app.ask(acme.origin, "/dashboard", { as: before })).status, 303, "her session");
  assert.equal(
    (await app.ask(acme.origin, "/dashboard", { as: { ...before, accessToken: "x" } })).status,
    303,
  );
  assert.equal((await signIn(account)).status, 401, "her password");
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.identity_links where user_id = $1", [account.userId])
  );
  assert.deepEqual(rows, [], "her links");
  const form = { code: resetCode, password: "four quiet bricks at dawn" };
  assert.equal((await app.ask(acme.origin, "/reset-password", { form })).status, 422, "her codes");
  assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 200, "the owner of the address is in");
});

Deno.test("an address that somebody else has proven is nobody else's by mail", async () => {
  const { ada, ben, acme } = await makeCast();
  await asSuperuser((client) =>
    client.query(
      "update platform.users set email = $2, email_verified_at = now() where id = $1",
      [ben.userId, ada.email],
    )
  );
  const { browser, mail } = await asked(ada);
  await press(browser, mail);
  const res = await browser.get(`${acme.origin}/preferences`);
  assert.match(await res.text(), /Ben/);
  assert.equal((await findMember(acme.id, ada.userId))?.isEmailProven, false);
});

Deno.test("a link by mail does not pass by a second factor", async () => {
  const { ada, acme } = await makeCast();
  const { browser, mail } = await asked(ada);
  await withSecondFactors(ada, ["totp"], async () => {
    const res = await press(browser, mail);
    assert.match(res.headers.get("location")!, /^\/auth\/factor\?login=log_/);
    assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
  });
});

Deno.test("no more than some mails go to an address, and what is not mailed opens nothing", async () => {
  const { ada, acme } = await makeCast();
  for (let asked = 0; asked < 7; asked++) {
    const res = await new TestBrowser(app).post(`${acme.origin}/signin`, {
      email: ada.email,
      by: "magic_link",
    });
    assert.equal(res.status, 303);
  }
  assert.equal((await mailsOf(acme.id)).length, 5);
});

const OVER = "/signin?notice=handoff-failed";

type Mail = { digits: string; signInUrl: string };

async function asked({ tenant, email }: Person, { next = "" } = {}) {
  const browser = new TestBrowser(app);
  const res = await browser.post(`${tenant.origin}/signin`, { email, next, by: "magic_link" });
  const login = new URL(tenant.origin + res.headers.get("location")).searchParams.get("login")!;
  const [{ to, template, data }] = await mailsOf(tenant.id);
  assert.deepEqual([to, template], [email, "magic_link"]);
  return { browser, login, mail: data as Mail };
}

/** The button on the page that the link leads to. */
function press(browser: TestBrowser, { signInUrl }: Mail): Promise<Response> {
  const { origin, searchParams } = new URL(signInUrl);
  const [login, token] = [searchParams.get("login")!, searchParams.get("token")!];
  return browser.post(`${origin}/auth/mail`, { login, kind: "magic_link", token });
}

function type(browser: TestBrowser, origin: string, form: { login: string; digits: string }) {
  return browser.post(`${origin}/auth/mail`, { ...form, kind: "magic_link" });
}

function signIn({ tenant, email }: Person): Promise<Response> {
  return app.ask(tenant.origin, "/signin", { form: { email, password: PASSWORD } });
}

async function setPassword({ tenant, userId }: Person) {
  await asTenant(
    tenant.id,
    (tx) => tx.rows`select gate.change_password(${userId}, ${PASSWORD_PHC}, ${new Date()})`,
  );
}

async function resetCodeFor({ tenant, email }: Person): Promise<string> {
  await app.ask(tenant.origin, "/forgot-password", { form: { email } });
  const [mail] = await mailsOf(tenant.id);
  return new URL(mail.data.resetUrl).searchParams.get("code")!;
}
