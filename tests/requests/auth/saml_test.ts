import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { fetchSamlMetadata } from "@/lib/identity/methods/saml/fetch_metadata.ts";
import { METADATA } from "@/lib/identity/methods/saml/names.ts";
import { attributeOf, onlyChild, readXml } from "@/lib/identity/methods/saml/read_xml.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { startIdentity } from "@/sandbox/identity/start_identity.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { type CastTenant, makeCast } from "@/tests/support/cast.ts";
import { makeConnection, makeEnabledConnection, makeProvenDomain } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeLink } from "@/tests/support/link.ts";
import { attributes, FORMAT, IDP, keyOf, posted, response, sign } from "@/tests/support/saml_forge.ts";
import { addressed, samlDraft } from "@/tests/support/saml_house.ts";
import { leadsTo } from "@/tests/support/sign_in_elsewhere.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";
import { type SamlPost, visitSamlProvider } from "@/tests/support/visit_saml_provider.ts";

const app = await startApp();
const PROVIDER_ORIGIN = { origin: "null" };

/** Acme with a connection to the demo's provider, and Ada known by it. */
async function setting({ allowsIdpInitiated = false } = {}) {
  const dataDir = Deno.makeTempDirSync();
  const identity = await startIdentity({ dataDir, port: 0, origin: baseOrigin });
  const read = await fetchSamlMetadata(`${identity.url}/saml/metadata`);
  assert.ok(read.ok);
  const { entityId, ssoUrl, certificates } = read.metadata;
  const settings = { entityId, ssoUrl, certificates: certificates.map(({ pem }) => pem), allowsIdpInitiated };
  const cast = await makeCast();
  const { acme, ada } = cast;
  const connectionId = await makeEnabledConnection(ada, await samlDraft(settings));
  await makeLink(ada, { kind: "saml", connectionId, issuer: entityId, subject: "persistent:acme-ada" });
  return {
    ...cast,
    acme,
    ada,
    settings,
    url: identity.url,
    connectionId,
    connection: publicId("con", connectionId),
    [Symbol.asyncDispose]: async () => {
      await identity.stop();
      Deno.removeSync(dataDir, { recursive: true });
    },
  };
}

/** From the tenant's page to the provider's address. */
async function leave(browser: TestBrowser, { origin }: CastTenant, connectionId: string): Promise<URL> {
  const page = await browser.post(`${origin}/signin/saml`, {
    connection: publicId("con", connectionId),
    next: "/usage",
  });
  const go = refreshOf(await page.text());
  assert.ok(go.startsWith(`${baseOrigin}/auth/go?ticket=`), go);
  return new URL((await browser.get(go)).headers.get("location")!);
}

/** The post of the provider's page, which is of another site. */
async function deliver(browser: TestBrowser, { to, form }: SamlPost): Promise<Response> {
  return await browser.post(to.href, form, PROVIDER_ORIGIN);
}

function refreshOf(page: string): string {
  const [, url] = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(page) ?? [];
  assert.ok(url, page);
  return url.replaceAll("&amp;", "&");
}

async function arriveFrom(browser: TestBrowser, res: Response): Promise<string | null> {
  assert.equal(res.status, 200);
  return (await browser.get(refreshOf(await res.text()))).headers.get("location");
}

function isInside(browser: TestBrowser, { origin }: CastTenant): boolean {
  return browser.cookie(origin, "__Host-at") !== undefined;
}

function doorOf({ origin }: CastTenant, notice: string): string {
  return `${origin}/signin?notice=${notice}`;
}

Deno.test("a person comes in by the tenant's SAML provider and goes where they wanted to", async () => {
  await using it = await setting();
  const browser = new TestBrowser(app);
  const asked = await leave(browser, it.acme, it.connectionId);
  const res = await deliver(browser, await visitSamlProvider(asked, { person: "acme-ada" }));
  assert.equal(await arriveFrom(browser, res), "/usage");
  const page = await browser.get(`${it.acme.origin}/usage`);
  assert.equal(page.status, 200);
  const { rows } = await asSuperuser((client) =>
    client.query("select methods from platform.sessions where user_id = $1", [it.ada.userId])
  );
  assert.deepEqual(rows, [{ methods: ["saml"] }]);
  const { entries } = await listEntries(it.acme.id);
  assert.ok(entries.some(({ action, actorName }) => action === "member.signed_in" && actorName === "Ada"));
});

Deno.test("a person whom no link names stays outside, though a member has the same address", async () => {
  await using it = await setting();
  await asSuperuser((client) =>
    client.query("update pooled.members set email = 'ben@acme.test' where tenant_id = $1 and id = $2", [
      it.acme.id,
      it.ben.id,
    ])
  );
  const browser = new TestBrowser(app);
  const asked = await leave(browser, it.acme, it.connectionId);
  const res = await deliver(browser, await visitSamlProvider(asked, { person: "acme-ben" }));
  assert.equal(await leadsTo(res), doorOf(it.acme, "connection-confirm"));
  assert.equal(isInside(browser, it.acme), false);
});

Deno.test("a person who refuses at the provider is back at the door", async () => {
  await using it = await setting();
  const browser = new TestBrowser(app);
  const asked = await leave(browser, it.acme, it.connectionId);
  const res = await deliver(browser, await visitSamlProvider(asked, { refuses: true }));
  assert.equal(await leadsTo(res), doorOf(it.acme, "way-in-failed"));
});

Deno.test("a response that is posted into a browser that never asked opens nothing there", async () => {
  await using it = await setting();
  const [attacker, victim] = [new TestBrowser(app), new TestBrowser(app)];
  const asked = await leave(attacker, it.acme, it.connectionId);
  const post = await visitSamlProvider(asked, { person: "acme-ada" });
  const res = await deliver(victim, post);
  assert.equal(await leadsTo(res), doorOf(it.acme, "handoff-failed"));
  assert.equal(isInside(victim, it.acme), false);
  // Nor in one that asked for itself.
  await leave(victim, it.acme, it.connectionId);
  assert.equal(await leadsTo(await deliver(victim, post)), doorOf(it.acme, "handoff-failed"));
  assert.equal(await arriveFrom(attacker, await deliver(attacker, post)), "/usage");
});

Deno.test("a response counts once", async () => {
  await using it = await setting();
  const browser = new TestBrowser(app);
  const post = await visitSamlProvider(await leave(browser, it.acme, it.connectionId), {
    person: "acme-ada",
  });
  assert.equal((await deliver(browser, post)).status, 200);
  assert.equal((await deliver(browser, post)).status, 400);
});

Deno.test("an altered response ends the login, and the honest one comes too late", async () => {
  await using it = await setting();
  const browser = new TestBrowser(app);
  const post = await visitSamlProvider(await leave(browser, it.acme, it.connectionId), {
    person: "acme-ben",
  });
  const altered = posted(atob(post.form.SAMLResponse).replaceAll("acme-ben", "acme-ada"));
  const res = await deliver(browser, { ...post, form: { ...post.form, SAMLResponse: altered } });
  assert.equal(await leadsTo(res), doorOf(it.acme, "way-in-failed"));
  assert.equal((await deliver(browser, post)).status, 400);
  assert.equal(isInside(browser, it.acme), false);
});

Deno.test("a response of one tenant's connection opens no other tenant's door", async () => {
  await using it = await setting();
  const { acme, globex, max } = it;
  // The same provider for both, and both know the name: what separates them is the connection alone.
  const theirs = await makeEnabledConnection(max, await samlDraft(it.settings));
  await makeLink(max, {
    kind: "saml",
    connectionId: theirs,
    issuer: it.settings.entityId,
    subject: "persistent:acme-ada",
  });
  const browser = new TestBrowser(app);
  const [toAcme, toGlobex] = [
    await leave(browser, acme, it.connectionId),
    await leave(browser, globex, theirs),
  ];
  const forAcme = await visitSamlProvider(toAcme, { person: "acme-ada" });
  const forGlobex = await visitSamlProvider(toGlobex, { person: "acme-ada" });
  // Acme's response to Globex's address, under Globex's login.
  const crossed = { to: forGlobex.to, form: { ...forGlobex.form, SAMLResponse: forAcme.form.SAMLResponse } };
  assert.equal(await leadsTo(await deliver(browser, crossed)), doorOf(globex, "way-in-failed"));
  // Acme's response and login to Globex's address.
  const misled = await deliver(browser, { to: forGlobex.to, form: forAcme.form });
  assert.equal(await leadsTo(misled), doorOf(acme, "handoff-failed"));
  assert.deepEqual([isInside(browser, acme), isInside(browser, globex)], [false, false]);
});

Deno.test("a connection of another tenant is none here", async () => {
  await using it = await setting();
  const browser = new TestBrowser(app);
  for (const id of [it.connectionId, newId()]) {
    const connection = publicId("con", id);
    const ways = [
      await browser.post(`${it.globex.origin}/signin/saml`, { connection }),
      await browser.get(`${it.globex.origin}/signin/saml/${connection}`),
    ];
    for (const res of ways) {
      assert.equal(
        new URL((await leadsTo(res))!, it.globex.origin).href,
        doorOf(it.globex, "connection-closed"),
      );
    }
  }
});

Deno.test("a person whom another tenant's connection names is a stranger here", async () => {
  await using it = await setting();
  const theirs = await makeEnabledConnection(it.max, await samlDraft(it.settings));
  const browser = new TestBrowser(app);
  const asked = await leave(browser, it.globex, theirs);
  const res = await deliver(browser, await visitSamlProvider(asked, { person: "acme-ada" }));
  assert.equal(await leadsTo(res), doorOf(it.globex, "connection-outside"));
  assert.equal(isInside(browser, it.globex), false);
});

Deno.test("somebody new of a proven domain joins by SAML, with the least that one can be", async () => {
  const { acme, ada } = await makeCast();
  await makeProvenDomain(ada, `${acme.slug}.test`);
  const connectionId = await makeEnabledConnection(ada, await samlDraft());
  const join = async (email: string) => {
    const browser = new TestBrowser(app);
    const { state, ...honest } = addressed(await leave(browser, acme, connectionId));
    const nameId = `<saml:NameID Format="${FORMAT.email}">${email}</saml:NameID>`;
    const xml = sign(response({ ...honest, nameId }), { key: await keyOf("idp") });
    const to = new URL(honest.recipient!);
    return {
      browser,
      res: await deliver(browser, { to, form: { SAMLResponse: posted(xml), RelayState: state } }),
    };
  };
  const newcomer = await join(`newcomer@${acme.slug}.test`);
  assert.equal(await arriveFrom(newcomer.browser, newcomer.res), "/usage");
  const members = await listMembers(acme.id);
  const joined = members.find(({ email }) => email === `newcomer@${acme.slug}.test`);
  assert.equal(joined?.role, "read_only");
  const outsider = await join("newcomer@elsewhere.test");
  assert.equal(isInside(outsider.browser, acme), false);
  // A member who has the address has to say so herself.
  const taken = await join(ada.email);
  assert.equal(isInside(taken.browser, acme), false);
});

Deno.test("a response with a thousand groups fits through", async () => {
  const { acme, ada } = await makeCast();
  const connectionId = await makeEnabledConnection(ada, await samlDraft());
  await makeLink(ada, { kind: "saml", connectionId, issuer: IDP, subject: "emailAddress:ada@acme.test" });
  const browser = new TestBrowser(app);
  const { state, ...honest } = addressed(await leave(browser, acme, connectionId));
  const groups = Array.from({ length: 1_000 }, (_, n) => `a group with a long name, number ${n}`);
  const xml = sign(response({ ...honest, attributes: attributes({ groups }) }), { key: await keyOf("idp") });
  assert.ok(posted(xml).length > 100_000);
  const to = new URL(honest.recipient!);
  const res = await deliver(browser, { to, form: { SAMLResponse: posted(xml), RelayState: state } });
  assert.equal(await arriveFrom(browser, res), "/usage");
});

Deno.test("a login that begins at the provider opens nothing", async () => {
  await using it = await setting();
  const browser = new TestBrowser(app);
  const post = await visitSamlProvider(`${it.url}/saml/sso?to=${it.connection}`, { person: "acme-ada" });
  assert.equal((await deliver(browser, post)).status, 400);
  assert.equal(isInside(browser, it.acme), false);
});

Deno.test("a login that begins at the provider is begun again here, where the connection allows it", async () => {
  await using it = await setting({ allowsIdpInitiated: true });
  const browser = new TestBrowser(app);
  const tile = await visitSamlProvider(`${it.url}/saml/sso?to=${it.connection}`, { person: "globex-max" });
  const begin = refreshOf(await (await deliver(browser, tile)).text());
  assert.equal(begin, `${it.acme.origin}/signin/saml/${it.connection}`);
  // The page of the tile led here by itself, so a click is asked for.
  const door = await browser.get(begin);
  assert.deepEqual([door.status, door.headers.getSetCookie()], [200, []]);
  assert.match(await door.text(), /action="\/signin\/saml"[^]*Continue with/);
  const form = { connection: it.connection, next: "/dashboard" };
  const go = refreshOf(await (await browser.post(`${it.acme.origin}/signin/saml`, form)).text());
  const asked = new URL((await browser.get(go)).headers.get("location")!);
  // Who the tile was for does not matter: the provider is asked, and says who is there.
  const res = await deliver(browser, await visitSamlProvider(asked, { person: "acme-ada" }));
  assert.equal(await arriveFrom(browser, res), "/dashboard");
  assert.equal(isInside(browser, it.acme), true);
});

Deno.test("what answers something is never begun again, nor what a draft's provider sends, nor nonsense", async () => {
  await using it = await setting({ allowsIdpInitiated: true });
  const draft = await makeConnection(it.ada, await samlDraft({ ...it.settings, allowsIdpInitiated: true }));
  const browser = new TestBrowser(app);
  const unasked = posted(response({ inResponseTo: null, confirmedRequest: null }));
  const cases: [string, string][] = [
    [it.connection, posted(response({ inResponseTo: "_lost" }))],
    [it.connection, "nonsense"],
    [it.connection, posted("<a/>")],
    [publicId("con", draft), unasked],
    [publicId("con", newId()), unasked],
  ];
  for (const [connection, SAMLResponse] of cases) {
    const to = new URL(`${baseOrigin}/auth/callback/saml/${connection}`);
    assert.equal((await deliver(browser, { to, form: { SAMLResponse } })).status, 400);
  }
  const to = new URL(`${baseOrigin}/auth/callback/saml/${it.connection}`);
  assert.equal((await deliver(browser, { to, form: { SAMLResponse: unasked } })).status, 200);
});

Deno.test("the metadata of a connection can be read by anybody, on the base host alone", async () => {
  const connection = publicId("con", newId());
  const path = `/auth/saml/${connection}/metadata`;
  const res = await app.ask(baseOrigin, path);
  assert.equal(res.status, 200);
  assert.match(res.headers.get("content-type")!, /^application\/samlmetadata\+xml/);
  const read = readXml(await res.text());
  assert.ok(read.ok);
  assert.equal(attributeOf(read.root, "entityID"), `${baseOrigin}${path}`);
  const consumer = onlyChild(
    onlyChild(read.root, METADATA, "SPSSODescriptor")!,
    METADATA,
    "AssertionConsumerService",
  )!;
  assert.equal(attributeOf(consumer, "Location"), `${baseOrigin}/auth/callback/saml/${connection}`);
  const { acme } = await makeCast();
  assert.equal((await app.ask(acme.origin, path)).status, 404);
  assert.equal((await app.ask(baseOrigin, "/auth/saml/con_x/metadata")).status, 404);
  assert.equal((await app.ask(baseOrigin, "/auth/saml/%22%3E%3Cx/metadata")).status, 404);
});

Deno.test("a link that was clicked leads straight to a connection's provider, and to nothing else", async () => {
  await using it = await setting();
  const browser = new TestBrowser(app);
  const link = `${it.acme.origin}/signin/saml/${it.connection}?next=//elsewhere.test`;
  const door = await (await browser.get(link)).text();
  assert.match(door, /name="next" value="\/dashboard"/, "no click, no login");
  const go = await browser.get(link, { "sec-fetch-user": "?1" });
  assert.ok(go.headers.get("location")!.startsWith(`${baseOrigin}/auth/go?ticket=`));
  const asked = new URL((await browser.get(go.headers.get("location")!)).headers.get("location")!);
  const res = await deliver(browser, await visitSamlProvider(asked, { person: "acme-ada" }));
  assert.equal(await arriveFrom(browser, res), "/dashboard");
  for (const path of [`password/${it.connection}`, "saml/con_x", `nothing/${it.connection}`]) {
    assert.equal((await browser.get(`${it.acme.origin}/signin/${path}`)).status, 404, path);
  }
});
