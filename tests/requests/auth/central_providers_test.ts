import assert from "node:assert/strict";
import { exportPKCS8, generateKeyPair } from "jose";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { startIdentity } from "@/sandbox/identity/start_identity.ts";
import { baseOrigin, isSpread } from "@/tests/support/app.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { makeEnabledConnection } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { startForgingIssuer } from "@/tests/support/forging_issuer.ts";
import { freeIdentity } from "@/tests/support/link.ts";
import { startAppWith } from "@/tests/support/own_providers.ts";
import { sendTo } from "@/tests/support/send_to.ts";
import { followFrom, goOn, leadsTo, leaveFor } from "@/tests/support/sign_in_elsewhere.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const LIST = "/security/identities";
const dataDir = Deno.makeTempDirSync();
// What they are called has to be known before the app is loaded.
const [google, apple, auth0] = [
  await startForgingIssuer(),
  await startForgingIssuer(),
  await startForgingIssuer(),
];
const demo = await startIdentity({ dataDir, port: 0, origin: baseOrigin });
const team = await generateKeyPair("ES256", { extractable: true });
const app = await startAppWith({
  GOOGLE_CLIENT_ID: "rowhouse",
  GOOGLE_CLIENT_SECRET: "secret",
  GOOGLE_ISSUER: google.url,
  APPLE_CLIENT_ID: "rowhouse",
  APPLE_TEAM_ID: "TEAM123456",
  APPLE_KEY_ID: "KEY1234567",
  APPLE_PRIVATE_KEY: await exportPKCS8(team.privateKey),
  APPLE_ISSUER: apple.url,
  AUTH0_DOMAIN: "rowhouse.eu.auth0.com",
  AUTH0_CLIENT_ID: "rowhouse",
  AUTH0_CLIENT_SECRET: "secret",
  AUTH0_ISSUER: auth0.url,
  PRIVY_APP_ID: "rowhouse-demo",
  PRIVY_SIGN_IN_URL: `${demo.url}/privy`,
  PRIVY_KEYS_URL: `${demo.url}/privy/jwks.json`,
});

Deno.test.beforeEach(() => {
  for (const it of [google, apple, auth0]) it.claims = {};
});

Deno.test.afterAll(async () => {
  await demo.stop();
  for (const it of [google, apple, auth0]) await it[Symbol.asyncDispose]();
  Deno.removeSync(dataDir, { recursive: true });
});

function test(name: string, work: () => Promise<void>) {
  Deno.test({ name, fn: work, ignore: isSpread });
}

test("the door offers what is set up, and nothing that needs a connection", async () => {
  const { acme } = await makeCast();
  const page = await (await app.ask(acme.origin, "/signin")).text();
  for (const name of ["Google", "Apple", "Privy"]) assert.match(page, new RegExp(`Continue with ${name}`));
  assert.doesNotMatch(page, /Auth0/);
});

test("in a session that only the company has vouched for nobody connects or disconnects what opens every house", async () => {
  const { ada } = await makeCast();
  const connection = await makeEnabledConnection(ada);
  const linksOf = async () => {
    const { rows } = await asSuperuser((client) =>
      client.query("select id from platform.identity_links where user_id = $1", [ada.userId])
    );
    return rows.map((it) => it.id as string);
  };
  for (const recognition of ["oidc", "saml", "auth0"] as const) {
    const as = await sessionFor(ada, new Date(), recognition);
    const post = (form: Record<string, string>) =>
      app.ask(ada.tenant.origin, `${LIST}/connection`, { as, form });
    for (const kind of ["google", "apple", "privy"]) {
      const res = await post({ kind });
      assert.equal(res.status, 403, `${kind} by ${recognition}`);
      assert.match(await res.text(), /your own/);
    }
    const own = await post({ kind: "oidc", connection: publicId("con", connection) });
    assert.equal(own.status, 200, "their own connection opens no other house");
  }
  const browser = await insideAs(ada);
  google.claims = { sub: newId() };
  await connect(browser, ada, "google");
  const [link] = await linksOf();
  const as = await sessionFor(ada, new Date(), "oidc");
  const res = await app.ask(ada.tenant.origin, `${LIST}/${publicId("idn", link)}/disconnection`, {
    as,
    form: {},
  });
  assert.equal(res.status, 403);
  assert.deepEqual(await linksOf(), [link]);
});

test("somebody connects Google, signs in by it, and disconnects it again", async () => {
  const { ada } = await makeCast();
  const browser = await insideAs(ada);
  assert.match(await textAt(browser, ada, LIST), /Nothing but your password/);
  assert.equal(
    (await connect(browser, ada, "google")).href,
    `${ada.tenant.origin}${LIST}?notice=identity-linked`,
  );
  const listed = await textAt(browser, ada, LIST);
  assert.match(listed, /ada@acme\.test/);
  assert.doesNotMatch(listed, /Connect Google/);
  assert.deepEqual(await mailsTo(ada), ["identity_linked"]);

  const fresh = new TestBrowser(app);
  const back = answerTo(
    await leaveFor(fresh, { origin: ada.tenant.origin, kind: "google", next: "/records" }),
  );
  const inside = await followFrom(fresh, await fresh.get(back.href), back.href);
  assert.equal(inside.href, `${ada.tenant.origin}/records`);

  const [, action] = /action="([^"]+\/disconnection)"/.exec(listed)!;
  const gone = await browser.post(`${ada.tenant.origin}${action}`, {});
  assert.equal(gone.headers.get("location"), `${LIST}?notice=identity-disconnected`);
  assert.deepEqual(await mailsTo(ada), ["identity_linked", "identity_disconnected"]);
  assert.deepEqual(await actionsOf(ada), ["member.identity_linked", "member.identity_disconnected"]);
  await refusedBy(new TestBrowser(app), { person: ada, kind: "google", notice: "not-linked" });
  assert.equal((await browser.post(`${ada.tenant.origin}${action}`, {})).status, 404);
});

test("an address at Google opens no door that was not connected", async () => {
  const { ada } = await makeCast();
  google.claims = { sub: "forger", email: ada.email, email_verified: true };
  await refusedBy(new TestBrowser(app), { person: ada, kind: "google", notice: "not-linked" });
});

test("an identity is one person's, in every house", async () => {
  const { ada, ben, max } = await makeCast();
  google.claims.sub = crypto.randomUUID();
  await connect(await insideAs(ada), ada, "google");
  const taken = await connect(await insideAs(ben), ben, "google");
  assert.equal(taken.href, `${ben.tenant.origin}${LIST}?notice=linked-to-other`);
  await refusedBy(new TestBrowser(app), { person: max, kind: "google", notice: "not-linked" });
});

test("nobody connects an identity to a session that they did not begin in", async () => {
  const { ada, ben } = await makeCast();
  google.claims.sub = crypto.randomUUID();
  const [attacker, victim] = [await insideAs(ben), await insideAs(ada)];
  const back = answerTo(await leaveToConnect(attacker, ben, "google"));
  // The victim is led to the attacker's answer, to be signed in by the attacker's Google from then on.
  const lured = await victim.get(back.href);
  assert.equal(lured.headers.get("location"), `${ada.tenant.origin}/signin?notice=handoff-failed`);
  const handoff = (await attacker.get(back.href)).headers.get("location")!;
  assert.equal((await victim.get(handoff)).headers.get("location"), "/signin?notice=handoff-failed");
  assert.match(await textAt(victim, ada, LIST), /Nothing but your password/);
});

test("who signed in long ago shows again who it is, before an identity is connected or disconnected", async () => {
  const { ada } = await makeCast();
  const browser = await insideAs(ada);
  await asSuperuser((client) =>
    client.query(
      "update platform.sessions set authenticated_at = now() - interval '1 hour' where user_id = $1",
      [
        ada.userId,
      ],
    )
  );
  browser.forget(ada.tenant.origin, "__Host-at");
  for (const path of [`${LIST}/connection`, `${LIST}/${publicId("idn", ada.id)}/disconnection`]) {
    const asked = await browser.post(`${ada.tenant.origin}${path}`, { kind: "google" });
    assert.match(asked.headers.get("location")!, /^\/auth\/confirm\?login=/, path);
  }
});

test("the last way in stays", async () => {
  const { ada } = await makeCast();
  google.claims.sub = crypto.randomUUID();
  const browser = await insideAs(ada);
  await connect(browser, ada, "google");
  await asSuperuser((client) =>
    client.query("delete from platform.passwords where user_id = $1", [ada.userId])
  );
  const [, action] = /action="([^"]+\/disconnection)"/.exec(await textAt(browser, ada, LIST))!;
  const kept = await browser.post(`${ada.tenant.origin}${action}`, {});
  assert.equal(kept.headers.get("location"), `${LIST}?notice=last-way-in`);
  assert.match(await textAt(browser, ada, `${LIST}?notice=last-way-in`), /Nothing else would sign you in/);
});

test("nobody disconnects what is another's", async () => {
  const { ada, ben, max } = await makeCast();
  google.claims.sub = crypto.randomUUID();
  const browser = await insideAs(ada);
  await connect(browser, ada, "google");
  const [, action] = /action="([^"]+\/disconnection)"/.exec(await textAt(browser, ada, LIST))!;
  for (const other of [ben, max]) {
    const theirs = await insideAs(other);
    assert.equal((await theirs.post(`${other.tenant.origin}${action}`, {})).status, 404);
  }
  assert.match(await textAt(browser, ada, LIST), /Disconnect/);
});

test("Apple answers by a post from its own page, to a cookie that travels there", async () => {
  const { ada } = await makeCast();
  apple.claims = { sub: crypto.randomUUID(), email_verified: "true" };
  const browser = await insideAs(ada);
  await answerByPost(browser, await leaveToConnect(browser, ada, "apple"), "https://appleid.apple.com");
  const fresh = new TestBrowser(app);
  const left = await fresh.post(`${ada.tenant.origin}/signin/apple`, {});
  const href = /content="0;url=([^"]+)"/.exec(await left.text())![1].replaceAll("&amp;", "&");
  const gone = await fresh.get(href);
  const [cookie] = gone.headers.getSetCookie();
  assert.match(cookie, /^__Host-login=.*; Secure; HttpOnly; SameSite=None/);
  const leaveTo = new URL(gone.headers.get("location")!);
  assert.equal(leaveTo.searchParams.get("response_mode"), "form_post");
  const inside = await answerByPost(fresh, leaveTo, "https://appleid.apple.com");
  assert.equal(inside.href, `${ada.tenant.origin}/dashboard`);
});

test("Auth0 vouches for the organization of the house, and for no other", async () => {
  const { ada, acme, max } = await makeCast();
  const [orgOfAcme, orgOfGlobex] = [newOrganization(), newOrganization()];
  const subject = crypto.randomUUID();
  const connection = publicId("con", await connectionTo(ada, orgOfAcme));
  const theirs = publicId("con", await connectionTo(max, orgOfGlobex));
  auth0.claims = { sub: subject, org_id: orgOfAcme };
  const browser = await insideAs(ada);
  const leaveTo = await leaveToConnect(browser, ada, "auth0", connection);
  assert.equal(leaveTo.searchParams.get("organization"), orgOfAcme);
  assert.equal(new URL(leaveTo.searchParams.get("redirect_uri")!).pathname, "/auth/callback/auth0");
  await followFrom(browser, await browser.get(answerTo(leaveTo).href), answerTo(leaveTo).href);

  const leaving = { origin: acme.origin, kind: "auth0", connection };
  const invited = await leaveFor(new TestBrowser(app), { ...leaving, invitation: "inv_1" });
  assert.equal(invited.searchParams.get("invitation"), "inv_1");

  const refused = { "other-organization": [orgOfGlobex, orgOfAcme.toUpperCase(), undefined, [orgOfAcme]] };
  for (const org_id of refused["other-organization"]) {
    auth0.claims = { sub: subject, org_id };
    const one = new TestBrowser(app);
    const back = answerTo(await leaveFor(one, leaving));
    const turned = (await one.get(back.href)).headers.get("location");
    assert.equal(turned, `${acme.origin}/signin?notice=other-organization`, String(org_id));
  }
  auth0.claims = { sub: subject, org_id: orgOfAcme };
  const fresh = new TestBrowser(app);
  const back = answerTo(await leaveFor(fresh, leaving));
  assert.equal((await followFrom(fresh, await fresh.get(back.href), back.href)).pathname, "/dashboard");

  // The same person of the same Auth0, in the other house: known to Auth0, linked nowhere here.
  auth0.claims = { sub: subject, org_id: orgOfGlobex };
  const across = new TestBrowser(app);
  const over = answerTo(
    await leaveFor(across, { origin: max.tenant.origin, kind: "auth0", connection: theirs }),
  );
  assert.equal(
    (await across.get(over.href)).headers.get("location"),
    `${max.tenant.origin}/signin?notice=connection-outside`,
  );
});

test("an Auth0 organization stands for one house, and a login that begins at Auth0 is led to it", async () => {
  const { ada, max } = await makeCast();
  const organization = newOrganization();
  const connection = publicId("con", await connectionTo(ada, organization));
  const as = await sessionFor(max);
  const draft = { connection_id: publicId("con", newId()), name: "Auth0", organization_id: organization };
  const taken = await app.ask(max.tenant.origin, "/sso/new/auth0", { as, form: draft });
  assert.equal(taken.status, 422);
  const said = await taken.text();
  assert.match(said, /id="organization_id-error"[^>]*>This organization stands for a house already/);
  assert.doesNotMatch(said, /acme/i);
  const theirs = publicId("con", await connectionTo(max, newOrganization()));
  const form = { organization_id: organization };
  const changed = await app.ask(max.tenant.origin, `/sso/${theirs}/settings`, { as, form });
  assert.equal(changed.status, 422);
  assert.match(await changed.text(), /id="organization_id-error"[^>]*>This organization stands for/);

  const led = async (query: string) => {
    const res = await app.ask(baseOrigin, `/auth/organization?${query}`);
    return res.headers.get("location") ?? res.status;
  };
  const { origin } = ada.tenant;
  assert.equal(await led(`organization=${organization}`), `${origin}/signin/auth0/${connection}`);
  const invited = await led(`organization=${organization}&invitation=a%26b`);
  assert.equal(invited, `${origin}/signin?invitation=a%26b`);
  assert.equal(await led(`organization=${newOrganization()}`), 404);
  assert.equal(await led(""), 404);
  const elsewhere = await app.ask(origin, `/auth/organization?organization=${organization}`);
  assert.equal(elsewhere.status, 404, "on the base host alone");
});

test("Privy's tokens are traded at once, and its wallets are on the profile", async () => {
  const { ada } = await makeCast();
  await freeIdentity({ issuer: "privy.io", subject: "did:privy:acme-ada" });
  const browser = await insideAs(ada);
  const posted = await bePrivys(await leaveToConnect(browser, ada, "privy"), "acme-ada");
  const linked = await followFrom(browser, await browser.post(posted.url, posted.form, PRIVY), posted.url);
  assert.equal(linked.href, `${ada.tenant.origin}${LIST}?notice=identity-linked`);
  for (const path of [LIST, "/profile"]) {
    assert.match(await textAt(browser, ada, path), /0x[0-9a-f]{40}/, path);
  }
  const fresh = new TestBrowser(app);
  const leaving = { origin: ada.tenant.origin, kind: "privy" };
  const again = await bePrivys(await leaveFor(fresh, leaving), "acme-ada");
  const inside = await followFrom(fresh, await fresh.post(again.url, again.form, PRIVY), again.url);
  assert.equal(inside.href, `${ada.tenant.origin}/dashboard`);
});

test("Privy's tokens count in the browser that left for them, once, and as what they are", async () => {
  const { ada } = await makeCast();
  const [browser, other] = [new TestBrowser(app), new TestBrowser(app)];
  const leaving = { origin: ada.tenant.origin, kind: "privy" };
  const turnedBack = async (one: TestBrowser, form: Record<string, string>, notice: string) => {
    const res = await one.post(`${baseOrigin}/auth/callback/privy`, form, PRIVY);
    assert.equal(await leadsTo(res), `${ada.tenant.origin}/signin?notice=${notice}`);
  };
  const { form } = await bePrivys(await leaveFor(browser, leaving), "acme-ben");
  await turnedBack(other, form, "handoff-failed");
  await turnedBack(browser, form, "not-linked");
  assert.equal((await browser.post(`${baseOrigin}/auth/callback/privy`, form, PRIVY)).status, 400, "twice");
  const { form: second } = await bePrivys(await leaveFor(browser, leaving), "acme-ben");
  const { access_token, identity_token } = second;
  const mixedUp = { ...second, access_token: identity_token, identity_token: access_token };
  await turnedBack(browser, mixedUp, "way-in-failed");
  const { form: third } = await bePrivys(await leaveFor(browser, leaving), undefined);
  await turnedBack(browser, third, "provider-denied");
});

/** The page that runs Privy's client is elsewhere. */
const PRIVY = { origin: "http://identity.localhost" };

/** @returns the form that Privy's page posts; nobody is chosen where the person refuses. */
async function bePrivys(leaveTo: URL, person: string | undefined) {
  const { searchParams, host, port, origin } = leaveTo;
  const form = new URLSearchParams({ ...Object.fromEntries(searchParams), answer: person ? "yes" : "no" });
  if (person) form.set("person", person);
  const answer = await sendTo(
    Number(port),
    new Request(`${origin}/privy`, {
      method: "POST",
      headers: { host, "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
    }),
  );
  const page = await answer.text();
  const fields = [...page.matchAll(/name="(\w+)"\s+value="([^"]*)"/g)].map((
    [, name, value],
  ) => [name, value]);
  return { url: /action="([^"]+)"/.exec(page)![1], form: Object.fromEntries(fields) };
}

async function insideAs(person: Person): Promise<TestBrowser> {
  const { accessToken, refreshToken } = await sessionFor(person);
  const browser = new TestBrowser(app);
  browser.keep(person.tenant.origin, "__Host-at", accessToken);
  browser.keep(person.tenant.origin, "__Host-rt", refreshToken);
  return browser;
}

async function leaveToConnect(
  browser: TestBrowser,
  person: Person,
  kind: string,
  connection?: string,
): Promise<URL> {
  const form = { kind, ...(connection ? { connection } : {}) };
  const left = await browser.post(`${person.tenant.origin}${LIST}/connection`, form);
  assert.equal(left.status, 200, left.headers.get("location") ?? "");
  return await goOn(browser, await left.text());
}

/** By a forging issuer. @returns where it ends. */
async function connect(browser: TestBrowser, person: Person, kind: string): Promise<URL> {
  const back = answerTo(await leaveToConnect(browser, person, kind));
  return await followFrom(browser, await browser.get(back.href), back.href);
}

/** What the forging issuer sends back: its code is the nonce. */
function answerTo(leaveTo: URL): URL {
  const { searchParams } = leaveTo;
  const back = new URL(searchParams.get("redirect_uri")!);
  back.searchParams.set("state", searchParams.get("state")!);
  back.searchParams.set("code", searchParams.get("nonce")!);
  return back;
}

async function answerByPost(browser: TestBrowser, leaveTo: URL, from: string): Promise<URL> {
  const { origin, pathname, searchParams } = answerTo(leaveTo);
  const [url, form] = [`${origin}${pathname}`, Object.fromEntries(searchParams)];
  const answer = await browser.post(url, form, { origin: from });
  return await followFrom(browser, answer, url);
}

async function refusedBy(
  browser: TestBrowser,
  { person, kind, notice }: { person: Person; kind: string; notice: string },
) {
  const { origin } = person.tenant;
  const back = answerTo(await leaveFor(browser, { origin, kind }));
  const turned = await followFrom(browser, await browser.get(back.href), back.href);
  assert.equal(turned.href, `${origin}/signin?notice=${notice}`);
  assert.equal(browser.cookie(origin, "__Host-at"), undefined);
}

async function textAt(browser: TestBrowser, { tenant }: Person, path: string): Promise<string> {
  const res = await browser.get(`${tenant.origin}${path}`);
  assert.equal(res.status, 200, path);
  return await res.text();
}

function connectionTo(person: Person, organizationId: string): Promise<string> {
  return makeEnabledConnection(person, { kind: "auth0", name: "Auth0", settings: { organizationId } });
}

async function mailsTo({ tenant }: Person): Promise<string[]> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      `select payload->>'template' as template from pooled.jobs
        where tenant_id = $1 and kind = 'mail.send' and payload->>'template' like 'identity%' order by id`,
      [tenant.id],
    )
  );
  return rows.map((it) => it.template);
}

async function actionsOf({ tenant }: Person): Promise<string[]> {
  const rows = await asTenant(
    tenant.id,
    (tx) =>
      tx.rows<{ action: string }>`select action from audit_entries
        where tenant_id = ${tx.tenantId} and action like 'member.identity%' order by id`,
  );
  return rows.map((it) => it.action);
}

function newOrganization(): string {
  return `org_${newId().replaceAll("-", "")}`;
}
