import assert from "node:assert/strict";
import type { Draft } from "@/lib/identity/connections/add_connection.ts";
import { findConnection } from "@/lib/identity/connections/find_connection.ts";
import { listConnections } from "@/lib/identity/connections/list_connections.ts";
import { newId, parsePublicId, publicId } from "@/lib/ids.ts";
import { listDomains } from "@/lib/tenancy/domains/list_domains.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { startIdentity } from "@/sandbox/identity/start_identity.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { makeConnection, makeProvenDomain, SAML_DRAFT, SECRET } from "@/tests/support/connections.ts";
import { startDns } from "@/tests/support/dns.ts";
import { keyOf } from "@/tests/support/saml_forge.ts";
import { startOwnProvider } from "@/tests/support/own_provider.ts";
import { followToPage, goOn } from "@/tests/support/sign_in_elsewhere.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();

/** A browser in which somebody is signed in. */
async function inside(person: Person) {
  const browser = new TestBrowser(app);
  const { origin } = person.tenant;
  await browser.post(`${origin}/signin`, { email: person.email, password: PASSWORD });
  return {
    browser,
    get: async (path: string) => await (await browser.get(`${origin}${path}`)).text(),
    post: (path: string, form: Record<string, string> = {}) => browser.post(`${origin}${path}`, form),
  };
}

Deno.test("an admin adds a connection, tests it as themself, enables it, and everybody sees its button", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme } = await makeCast();
  await makeProvenDomain(ada, `${acme.slug}.test`);
  const { browser, get, post } = await inside(ada);

  const form = await get("/sso/new/oidc");
  const id = /name="connection_id" value="(con_\w+)"/.exec(form)![1];
  assert.ok(
    form.includes(`${baseOrigin}/auth/callback/oidc/${id}`),
    "what the provider needs stands there before",
  );
  const added = await post("/sso/new/oidc", {
    connection_id: id,
    name: "Okta",
    issuer: `${provider.url}/.well-known/openid-configuration`,
    client_id: "rowhouse",
    client_secret: SECRET,
    scopes: "openid email",
    groups_claim: "groups",
  });
  assert.equal(added.headers.get("location"), `/sso/${id}?notice=connection-added`);
  const page = await get(`/sso/${id}`);
  assert.ok(page.includes(`${provider.url}/auth`), "what was found at the provider");
  assert.match(page, /Next: a test login/);
  assert.doesNotMatch(page, /enablement/);

  const leading = await post(`/sso/${id}/test-login`);
  const claims = {
    sub: "newcomer",
    email: `newcomer@${acme.slug}.test`,
    groups: ["staff"],
    department: "Sales",
  };
  const back = provider.answerTo(await goOn(browser, await leading.text()), claims);
  const { url, html: shown } = await followToPage(browser, await browser.get(back.href), back.href);
  assert.equal(url.href, `${acme.origin}/sso/${id}/test-login?notice=test-worked`);
  for (const said of ["newcomer@", "would join", "Read-only", "staff", "department", "Sales"]) {
    assert.ok(shown.includes(said), said);
  }
  assert.equal((await listMembers(acme.id)).length, 3, "a test changes nobody");
  assert.equal((await browser.get(`${acme.origin}/sso`)).status, 200, "and the session is Ada's still");

  assert.equal(
    (await post(`/sso/${id}/enablement`)).headers.get("location"),
    `/sso/${id}?notice=connection-enabled`,
  );
  const door = await (await new TestBrowser(app).get(`${acme.origin}/signin`)).text();
  assert.match(door, /Continue with Okta/);
});

Deno.test("a test login that the provider refuses says why on its page, and enables nothing", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme } = await makeCast();
  const id = publicId("con", await provider.add(ada));
  const { browser, get, post } = await inside(ada);
  const leading = await post(`/sso/${id}/test-login`);
  const back = provider.answerTo(await goOn(browser, await leading.text()), { aud: "somebody else" });
  const { url } = await followToPage(browser, await browser.get(back.href), back.href);
  assert.equal(url.origin + url.pathname, `${acme.origin}/sso/${id}/test-login`);
  const page = await get(`/sso/${id}/test-login`);
  assert.match(page, /It did not work/);
  assert.match(page, /audience_wrong/);
  assert.match(page, /Compare the client ID/);
  const refused = await post(`/sso/${id}/enablement`);
  assert.equal(refused.headers.get("location"), `/sso/${id}?notice=connection-not-tested`);
});

Deno.test("what came of a test is taken by the browser that began it, and by no other", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme } = await makeCast();
  const connectionId = await provider.add(ada);
  const id = publicId("con", connectionId);
  const { browser, post } = await inside(ada);
  const leading = await post(`/sso/${id}/test-login`);
  const back = provider.answerTo(await goOn(browser, await leading.text()), { sub: "newcomer" });
  const handoff = (await browser.get(back.href)).headers.get("location")!;
  const landed = (await browser.get(handoff)).headers.get("location")!;
  const other = await inside(ada);
  const stolen = await other.browser.get(`${acme.origin}${landed}`);
  assert.equal(stolen.headers.get("location"), `/sso/${id}/test-login`);
  assert.equal((await listConnections(acme.id))[0].testedRevision, null);
  await browser.get(`${acme.origin}${landed}`);
  assert.equal((await listConnections(acme.id))[0].testedRevision, 1);
});

const WRONG_ISSUERS: Record<string, RegExp> = {
  "": /Enter the address that your provider calls the issuer/,
  "https://10.0.0.1": /private network/,
  "https://169.254.169.254/latest": /private network/,
  "https://[::1]": /private network/,
  "http://acme.okta.test": /starts with https/,
  "https://user:secret@acme.okta.test": /Leave out the name and the password/,
  "https://acme.okta.test:6379": /ports 443 and 8443/,
  "ftp://acme.okta.test": /Enter the address that your provider calls the issuer/,
};

for (const [issuer, words] of Object.entries(WRONG_ISSUERS)) {
  Deno.test(`the issuer ${JSON.stringify(issuer)} is refused beside its field, and nothing is kept`, async () => {
    const { ada, acme } = await makeCast();
    const { post } = await inside(ada);
    const res = await post("/sso/new/oidc", {
      connection_id: publicId("con", newId()),
      name: "Okta",
      issuer,
      client_id: "rowhouse",
      client_secret: SECRET,
      scopes: "email",
      groups_claim: "",
    });
    assert.equal(res.status, 422);
    const html = await res.text();
    assert.match(/id="issuer-error"[^>]*>([^<]+)/.exec(html)?.[1] ?? html, words);
    assert.ok(!html.includes(SECRET), "a secret is asked for again");
    assert.deepEqual(await listConnections(acme.id), []);
  });
}

Deno.test("metadata is refused beside its field: at a private address, as no XML, as nothing, and twice", async () => {
  const { ada } = await makeCast();
  const { post } = await inside(ada);
  const wrong: [Record<string, string>, string, RegExp][] = [
    [{ metadata_url: "https://192.168.1.1/metadata" }, "metadata_url", /private network/],
    [{ metadata_xml: "<EntityDescriptor" }, "metadata_xml", /not well-formed XML/],
    [{ metadata_xml: "<!DOCTYPE x><x/>" }, "metadata_xml", /document type/],
    [{}, "metadata_url", /Give the address/],
    [{ metadata_url: "https://a.test", metadata_xml: "<x/>" }, "metadata_xml", /leave one of them empty/],
  ];
  for (const [fields, field, words] of wrong) {
    const res = await post("/sso/new/saml", {
      connection_id: publicId("con", newId()),
      name: "Entra ID",
      metadata_url: "",
      metadata_xml: "",
      groups_attribute: "",
      ...fields,
    });
    assert.equal(res.status, 422);
    const html = await res.text();
    assert.match(new RegExp(`id="${field}-error"[^>]*>([^<]+)`).exec(html)?.[1] ?? html, words);
  }
});

Deno.test("the client secret is on no page, and is replaced without being shown", async () => {
  const { ada, acme } = await makeCast();
  const connectionId = await makeConnection(ada);
  const id = publicId("con", connectionId);
  const { get, post } = await inside(ada);
  for (
    const page of [
      "",
      "/settings",
      "/name",
      "/secret",
      "/joining",
      "/test-login",
      "/enforcement",
      "/deletion",
    ]
  ) {
    assert.ok(!(await get(`/sso/${id}${page}`)).includes(SECRET), page);
  }
  assert.equal((await post(`/sso/${id}/secret`, { client_secret: "" })).status, 422);
  const replaced = await post(`/sso/${id}/secret`, { client_secret: "the next secret" });
  assert.equal(replaced.headers.get("location"), `/sso/${id}?notice=secret-replaced`);
  const found = await findConnection(acme.id, connectionId);
  assert.equal(found?.kind === "oidc" && found.clientSecret, "the next secret");
  for (const page of ["/audit", `/sso/${id}`, `/sso/${id}/secret`]) {
    const html = await get(page);
    assert.ok(!html.includes("the next secret") && !html.includes(SECRET), page);
  }
});

Deno.test("certificates are added while they rotate, each with its end, and one always stays", async () => {
  const { ada, acme } = await makeCast();
  const connectionId = await makeConnection(ada, SAML_DRAFT);
  const path = `/sso/${publicId("con", connectionId)}/certificates`;
  const { get, post } = await inside(ada);
  const bad = await post(path, { certificate: "not a certificate" });
  assert.equal(bad.status, 422);
  assert.match(await bad.text(), /id="certificate-error"/);
  const { certificate } = await keyOf("next");
  const added = await post(path, { certificate });
  assert.equal(added.headers.get("location"), `${path}?notice=certificates-changed`);
  assert.equal((await get(path)).match(/>Remove</g)?.length, 2);
  const { settings } = (await listConnections(acme.id)).find((it) => it.id === connectionId)!;
  assert.equal("certificates" in settings && settings.certificates.length, 2);
  await post(path, { remove: "0" });
  assert.doesNotMatch(await get(path), />Remove</);
  assert.equal(
    (await post(path, { remove: "0" })).headers.get("location"),
    `${path}?notice=certificate-last`,
  );
});

Deno.test("certificates are read again from the provider, if it is still the same one", async () => {
  const dataDir = Deno.makeTempDirSync();
  const identity = await startIdentity({ dataDir, port: 0, origin: baseOrigin });
  try {
    const { ada, acme } = await makeCast();
    const { post } = await inside(ada);
    const [own, foreign] = await Promise.all(["", "x"].map((mark) =>
      makeConnection(ada, {
        ...SAML_DRAFT,
        settings: {
          ...SAML_DRAFT.settings,
          entityId: `${identity.url}/saml/metadata${mark}`,
          metadataUrl: `${identity.url}/saml/metadata`,
        },
      } as Draft)
    ));
    const path = (id: string) => `/sso/${publicId("con", id)}/certificates`;
    assert.equal((await post(path(own), { read: "yes" })).status, 303);
    const { settings } = (await listConnections(acme.id)).find((it) => it.id === own)!;
    assert.notDeepEqual(
      "certificates" in settings && settings.certificates,
      SAML_DRAFT.settings.certificates,
    );
    const refused = await post(path(foreign), { read: "yes" });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /of another entity ID now/);
  } finally {
    await identity.stop();
    Deno.removeSync(dataDir, { recursive: true });
  }
});

Deno.test("what is known of a SAML provider stays when only the groups attribute changes", async () => {
  const { ada, acme } = await makeCast();
  const id = await makeConnection(ada, SAML_DRAFT);
  const { post } = await inside(ada);
  const form = { metadata_url: "", metadata_xml: "", groups_attribute: "teams" };
  assert.equal((await post(`/sso/${publicId("con", id)}/settings`, form)).status, 303);
  const [{ settings, revision }] = await listConnections(acme.id);
  assert.deepEqual([settings, revision], [{ ...SAML_DRAFT.settings, groupsAttribute: "teams" }, 2]);
});

Deno.test("a domain is added, looked for and proven by its page, and says what DNS said", async () => {
  await using dns = await startDns();
  const { ada, acme } = await makeCast();
  const { get, post } = await inside(ada);
  const wrong = await post("/sso/domains", { domain: "gmail.com" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /id="domain-error"[^>]*>Anybody can have an address there/);
  const domain = `${acme.slug}.test`;
  assert.equal((await post("/sso/domains", { domain })).status, 303);
  const page = await get("/sso/domains");
  const [name, text] = [/_rowhouse-verify\.[\w.-]+/.exec(page)![0], /rowhouse-verify=[\w-]+/.exec(page)![0]];
  const check = `/sso/domains/${publicId("dom", (await listDomains(acme.id))[0].id)}/check`;
  assert.equal((await post(check)).headers.get("location"), "/sso/domains?notice=domain-not-found");
  dns.texts.set(name, [text]);
  assert.equal((await post(check)).headers.get("location"), "/sso/domains?notice=domain-proven");
  assert.match(await get("/sso/domains"), /Proven/);
});

Deno.test("a domain that another house has proven says so, and not whose it is", async () => {
  await using dns = await startDns();
  const { ada, max, acme, globex } = await makeCast();
  const domain = `${acme.slug}.test`;
  await makeProvenDomain(ada, domain);
  const { get, post } = await inside(max);
  await post("/sso/domains", { domain });
  const [{ id, token }] = await listDomains(globex.id);
  dns.texts.set(`_rowhouse-verify.${domain}`, [`rowhouse-verify=${token}`]);
  const checked = await post(`/sso/domains/${publicId("dom", id)}/check`);
  assert.equal(checked.headers.get("location"), "/sso/domains?notice=domain-taken");
  const page = (await get("/sso/domains")).replaceAll(domain, "");
  assert.match(page, /Somebody else has proven this domain/);
  assert.ok(!page.includes(acme.slug) && !/Acme/.test(page));
});

Deno.test("an old session is asked who it is before it changes how people come in", async () => {
  const { ada, acme } = await makeCast();
  const id = publicId("con", await makeConnection(ada));
  const old = await sessionFor(ada, new Date(Date.now() - 20 * 60_000));
  for (const path of ["/sso/new/oidc", `/sso/${id}/secret`, `/sso/${id}/enablement`, `/sso/${id}/deletion`]) {
    const res = await app.ask(acme.origin, path, { as: old, form: { client_secret: "x" } });
    assert.match(res.headers.get("location") ?? String(res.status), /^\/auth\/confirm\?login=log_/, path);
  }
  assert.equal((await listConnections(acme.id)).length, 1);
});

Deno.test("groups that no role can be given to stand beside their line, which keeps what was typed", async () => {
  const { ada, acme } = await makeCast();
  const connectionId = await makeConnection(ada);
  const path = `/sso/${publicId("con", connectionId)}/joining`;
  const { post } = await inside(ada);
  const form = { joins_people: "yes", default_role: "member", applies_groups: "yes" };
  const owner = await post(path, { ...form, group_0: "bosses", role_0: "owner" });
  assert.equal(owner.status, 422);
  assert.match(await owner.text(), /id="role_0-error"/);
  const twice = await post(path, { ...form, group_0: "a", role_0: "admin", group_4: "a", role_4: "member" });
  assert.match(await twice.text(), /id="group_1-error"[^>]*>This group is in the list twice/);
  const kept = await post(path, { ...form, group_0: "a", role_0: "admin", group_1: " ", role_1: "member" });
  assert.equal(kept.status, 303);
  const [{ defaultRole, appliesGroups }] = await listConnections(acme.id);
  assert.deepEqual([defaultRole, appliesGroups], ["member", true]);
});

Deno.test("there is no form for a kind of connection that nobody knows", async () => {
  const { ada } = await makeCast();
  const { browser } = await inside(ada);
  assert.equal((await browser.get(`${ada.tenant.origin}/sso/new/ldap`)).status, 404);
  assert.equal(parsePublicId("con", "con_nonsense"), undefined);
});
