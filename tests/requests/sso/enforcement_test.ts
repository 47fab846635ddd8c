import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { markBreakGlass } from "@/lib/identity/connections/break_glass.ts";
import { endEnforcement, enforceConnection } from "@/lib/identity/connections/enforce_connection.ts";
import { startApp } from "@/tests/support/app.ts";
import { atSecondFactor } from "@/tests/support/at_door.ts";
import { type Cast, joinHouse, makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { actorOf, makeProvenDomain } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addAuthenticator, codeOf, secondsLater } from "@/tests/support/factors.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { refreshOf } from "@/tests/support/sign_in_elsewhere.ts";
import { makeLink } from "@/tests/support/link.ts";
import { startOwnProvider } from "@/tests/support/own_provider.ts";
import { mailsOf as sentMailsOf } from "@/tests/support/sent_mails.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
type Provider = Awaited<ReturnType<typeof startOwnProvider>>;
type House = Cast & { connectionId: string; secret: string };

/** Acme, where a connection is the only way in for the addresses of everybody; Ada is a break-glass owner. */
async function setting(provider: Provider, { endsSessions = false } = {}): Promise<House> {
  const cast = await makeCast();
  const { ada } = cast;
  await makeProvenDomain(ada, ada.email);
  const connectionId = await provider.connect(ada);
  const { secret } = await addAuthenticator(ada, secondsLater(new Date(), -60));
  const now = new Date();
  await markBreakGlass(ada.tenant.id, { userId: ada.userId, actor: actorOf(ada), now });
  const enforced = await enforceConnection(ada.tenant.id, {
    connectionId,
    endsSessions,
    actor: actorOf(ada),
    now,
  });
  assert(enforced.ok);
  return { ...cast, connectionId, secret };
}

Deno.test("the password of somebody who has to use the connection opens nothing, also posted by hand", async () => {
  await using provider = await startOwnProvider(app);
  const { ben, acme } = await setting(provider);
  const res = await signIn(ben);
  assert.equal(res.status, 403);
  assert.match(await res.text(), /sign in by your company(&#39;|')s single sign-on/);
  assert.equal(await sessionsOf(ben), 0);
  const { rows } = await asSuperuser((client) =>
    client.query("select state, failed_because from platform.login_transactions where tenant_id = $1", [
      acme.id,
    ])
  );
  assert.deepEqual(rows.filter((it) => it.failed_because), [{
    state: "failed",
    failed_because: "sso_required",
  }]);
  const { entries: [entry] } = await listEntries(acme.id, { action: "member.sign_in_refused" });
  assert.deepEqual([entry.subjectId, entry.detail.method, entry.detail.because], [
    ben.id,
    "password",
    "sso_required",
  ]);
});

Deno.test("a wrong password says no more than before: who has to use the connection is told to who proves it", async () => {
  await using provider = await startOwnProvider(app);
  const { ben } = await setting(provider);
  const res = await signIn(ben, { password: "not the password" });
  assert.equal(res.status, 401);
});

Deno.test("a link by mail opens nothing for them either", async () => {
  await using provider = await startOwnProvider(app);
  const { ben, acme } = await setting(provider);
  const browser = new TestBrowser(app);
  await browser.post(`${acme.origin}/signin`, { email: ben.email, by: "magic_link" });
  const mail = (await sentMailsOf(acme.id)).find((it) => it.template === "magic_link");
  const link = new URL(mail!.data.signInUrl).searchParams;
  const pressed = await browser.post(`${acme.origin}/auth/mail`, {
    login: link.get("login")!,
    kind: "magic_link",
    token: link.get("token")!,
  });
  const said = `${pressed.headers.get("location")} ${await pressed.text()}`;
  assert.match(said, /sso-required|single sign-on/);
  assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
  assert.equal(await sessionsOf(ben), 0);
});

Deno.test("neither does a password that was set anew by mail", async () => {
  await using provider = await startOwnProvider(app);
  const { ben, acme } = await setting(provider);
  await app.ask(acme.origin, "/forgot-password", { form: { email: ben.email } });
  const mail = (await sentMailsOf(acme.id)).find((it) => it.template === "reset_password");
  const code = new URL(mail!.data.resetUrl).searchParams.get("code")!;
  const password = "brand-new-and-long-enough";
  const browser = new TestBrowser(app);
  const reset = await browser.post(`${acme.origin}/reset-password`, { code, password });
  assert.equal(reset.status, 303);
  assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
  assert.equal((await signIn(ben, { password })).status, 403);
});

Deno.test("nor does a session in another house of theirs", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, globex, max } = await setting(provider);
  const browser = await signInNextDoor(max, { alsoIn: acme });
  assert.ok(browser.cookie(globex.origin, "__Host-at"));
  let res = await browser.get(`${acme.origin}/auth/from/${globex.slug}`);
  for (let steps = 0; steps < 4 && res.headers.get("location")?.startsWith("http"); steps++) {
    res = await browser.get(res.headers.get("location")!);
  }
  assert.match(res.headers.get("location") ?? "", /sso-required/);
  assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
  assert.ok(ada);
});

Deno.test("nor does that session speak for a login that began by the connection", async () => {
  await using provider = await startOwnProvider(app);
  const { acme, globex, max, connectionId } = await setting(provider);
  const browser = await signInNextDoor(max, { alsoIn: acme });
  const connection = publicId("con", connectionId);
  const begun = await browser.post(`${acme.origin}/signin/oidc`, { connection });
  const go = new URL(refreshOf(await begun.text())!);
  const vouch = new URL("/auth/vouch", globex.origin);
  vouch.searchParams.set("ticket", go.searchParams.get("ticket")!);
  vouch.searchParams.set("for", acme.slug);
  const res = await browser.get(vouch.href);
  assert.equal(res.headers.get("location"), `${acme.origin}/signin?notice=switch-failed`);
  assert.equal((await browser.get(go.href)).status, 303, "and goes on where it was going");
  assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
});

Deno.test("another identity that is linked opens nothing either", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, ben } = await setting(provider);
  const other = await provider.connect(ada);
  await makeLink(ben, { kind: "oidc", connectionId: other, issuer: provider.url, subject: "ben" });
  const came = await provider.comeBy(ben, other, { sub: "ben" });
  assert.equal(came.notice, "sso-required");
  assert.equal(came.browser.cookie(ben.tenant.origin, "__Host-at"), undefined);
});

Deno.test("by the connection they come in", async () => {
  await using provider = await startOwnProvider(app);
  const { ben, connectionId } = await setting(provider);
  await makeLink(ben, { kind: "oidc", connectionId, issuer: provider.url, subject: "ben" });
  const came = await provider.comeBy(ben, connectionId, { sub: "ben", email: ben.email });
  assert.equal(came.url.pathname, "/dashboard");
});

Deno.test("who has not connected the identity yet shows both in one browser, and comes in", async () => {
  await using provider = await startOwnProvider(app);
  const { ben, connectionId } = await setting(provider);
  const claims = { sub: "ben", email: ben.email };
  const { browser, notice } = await provider.comeBy(ben, connectionId, claims);
  assert.equal(notice, "connection-confirm");
  assert.equal((await signIn(ben, { browser })).status, 303);
  assert.ok(browser.cookie(ben.tenant.origin, "__Host-at"));
  assert.equal((await provider.comeBy(ben, connectionId, claims)).url.pathname, "/dashboard");
  assert.equal(
    (await signIn(ben, { browser: new TestBrowser(app) })).status,
    403,
    "the password alone still opens nothing",
  );
});

Deno.test("an identity that another connection showed does not pass for the one that has to be used", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, ben } = await setting(provider);
  const other = await provider.connect(ada);
  const { browser, notice } = await provider.comeBy(ben, other, { sub: "ben", email: ben.email });
  assert.equal(notice, "connection-confirm");
  assert.equal((await signIn(ben, { browser })).status, 403);
});

Deno.test("people with addresses elsewhere sign in as before", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme } = await setting(provider);
  const guest = await joinHouse(ada, "Guest", "member", new Date());
  await asTenant(acme.id, (tx) =>
    tx.count`
    update members set email = 'guest@elsewhere.test' where tenant_id = ${tx.tenantId} and id = ${guest.id}`);
  assert.equal((await signIn(guest)).status, 303);
});

Deno.test("a break-glass owner comes in by password and second factor; it is written down and every owner is mailed", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, secret } = await setting(provider);
  const { browser, login } = await atSecondFactor(app, ada);
  const res = await browser.post(`${acme.origin}/auth/factor`, {
    login,
    kind: "totp",
    code: codeOf(secret, new Date()),
  });
  assert.equal(res.status, 303);
  assert.ok(browser.cookie(acme.origin, "__Host-at"), res.headers.get("location")!);
  const { entries } = await listEntries(acme.id);
  const used = entries.find((it) => it.action === "break_glass.used");
  assert.deepEqual([used?.actorName, used?.detail], ["Ada", { methods: "pwd otp" }]);
  assert.deepEqual(await mailsOf(acme.id, "break_glass_used"), [ada.email]);
});

Deno.test("a break-glass owner who has lost the second factor does not come in by the password alone", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme } = await setting(provider);
  // Somebody else stays one, so that not every owner is.
  await joinAsBreakGlass(ada);
  await asSuperuser((client) =>
    client.query("delete from platform.authenticators where user_id = $1", [ada.userId])
  );
  assert.equal((await signIn(ada)).status, 403);
  assert.deepEqual(await mailsOf(acme.id, "break_glass_used"), []);
});

Deno.test("an owner who is not marked has to use the connection, while a break-glass owner is left", async () => {
  await using provider = await startOwnProvider(app);
  const { ada } = await setting(provider);
  const other = await joinAsBreakGlass(ada);
  await asTenant(ada.tenant.id, (tx) =>
    tx.count`
    delete from sso_break_glass where tenant_id = ${tx.tenantId} and user_id = ${other.userId}`);
  const { browser, login } = await atSecondFactor(app, other.person);
  const res = await browser.post(`${ada.tenant.origin}/auth/factor`, {
    login,
    kind: "totp",
    code: codeOf(other.secret, new Date()),
  });
  assert.equal(browser.cookie(ada.tenant.origin, "__Host-at"), undefined, String(res.status));
});

Deno.test("sessions that began in another way end at once when the admin says so, but for break-glass owners", async () => {
  await using provider = await startOwnProvider(app);
  const cast = await makeCast();
  const { ada, ben, cleo, acme } = cast;
  const [hers, his, byOther, byThis] = [
    await sessionFor(ada),
    await sessionFor(ben),
    await sessionFor(cleo),
    await sessionFor(cleo),
  ];
  await makeProvenDomain(ada, ada.email);
  const connectionId = await provider.connect(ada);
  await addAuthenticator(ada, new Date());
  const now = new Date();
  await markBreakGlass(acme.id, { userId: ada.userId, actor: actorOf(ada), now });
  const enforce = (endsSessions: boolean) =>
    enforceConnection(acme.id, { connectionId, endsSessions, actor: actorOf(ada), now });
  assert.deepEqual(await enforce(false), { ok: true, endedSessions: 0 });
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: his })).status, 200);
  await endEnforcement(acme.id, { connectionId, actor: actorOf(ada) });
  for (const [{ sessionId }, spoke] of [[byOther, newId()], [byThis, connectionId]] as const) {
    await asSuperuser((client) =>
      client.query("update platform.sessions set methods = '{oidc}', connection_id = $2 where id = $1", [
        sessionId,
        spoke,
      ])
    );
  }
  assert.deepEqual(await enforce(true), { ok: true, endedSessions: 2 });
  const statusOf = async (as: typeof hers) => (await app.ask(acme.origin, "/dashboard", { as })).status;
  assert.deepEqual(
    [await statusOf(his), await statusOf(byOther), await statusOf(byThis), await statusOf(hers)],
    [303, 303, 200, 200],
  );
});

Deno.test("the rule is about one tenant: the same person's password opens another house as before", async () => {
  await using provider = await startOwnProvider(app);
  const { max } = await setting(provider);
  assert.equal((await signIn(max)).status, 303);
});

/** Max is a member of the house too, under its address, and comes into his own by his password. */
async function signInNextDoor(max: Person, { alsoIn }: { alsoIn: Cast["acme"] }): Promise<TestBrowser> {
  await asTenant(alsoIn.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${tx.tenantId}, gen_random_uuid(), ${max.userId}, 'member', ${`max@${alsoIn.slug}.test`}, 'Max')`);
  const browser = new TestBrowser(app);
  await signIn(max, { browser });
  return browser;
}

type Way = { password?: string; browser?: TestBrowser };

function signIn(
  { tenant, email }: Person,
  { password = PASSWORD, browser = new TestBrowser(app) }: Way = {},
) {
  return browser.post(`${tenant.origin}/signin`, { email, password });
}

async function joinAsBreakGlass(owner: Person) {
  const { tenant } = owner;
  const person = await joinHouse(owner, "Newcomer", "member", new Date());
  await asTenant(tenant.id, (tx) =>
    tx.count`
    update members set role = 'owner' where tenant_id = ${tx.tenantId} and id = ${person.id}`);
  const { secret } = await addAuthenticator(person, secondsLater(new Date(), -60));
  const { userId } = person;
  const marked = await markBreakGlass(tenant.id, { userId, actor: actorOf(owner), now: new Date() });
  assert(marked.ok);
  return { person, userId, secret };
}

async function sessionsOf({ userId }: Person): Promise<number> {
  const { rows } = await asSuperuser((client) =>
    client.query("select count(*)::int as count from platform.sessions where user_id = $1", [userId])
  );
  return rows[0].count;
}

async function mailsOf(tenantId: string, template: string): Promise<string[]> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select payload ->> 'to' as to from pooled.jobs where tenant_id = $1 and payload ->> 'template' = $2",
      [tenantId, template],
    )
  );
  return rows.map((it) => it.to);
}
