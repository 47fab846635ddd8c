import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { disableConnection } from "@/lib/identity/connections/switch_connection.ts";
import { markBreakGlass } from "@/lib/identity/connections/break_glass.ts";
import { enforceConnection } from "@/lib/identity/connections/enforce_connection.ts";
import { publicId } from "@/lib/ids.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { OPEN_POLICY } from "@/lib/tenancy/sign_in_policy/policy.ts";
import { savePolicy } from "@/lib/tenancy/sign_in_policy/save_policy.ts";
import { startApp } from "@/tests/support/app.ts";
import { type Cast, makeCast, PASSWORD, type Person } from "@/tests/support/cast.ts";
import { actorOf, makeProvenDomain } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addAuthenticator, secondsLater } from "@/tests/support/factors.ts";
import { makeInvitation } from "@/tests/support/invitations.ts";
import { makeLink } from "@/tests/support/link.ts";
import { keepRules, startOwnProvider } from "@/tests/support/own_provider.ts";
import { leaveFor } from "@/tests/support/sign_in_elsewhere.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
type Provider = Awaited<ReturnType<typeof startOwnProvider>>;

/** Acme with a proven domain and an enabled connection. */
async function setting(provider: Provider): Promise<Cast & { domain: string; connectionId: string }> {
  const cast = await makeCast();
  const domain = `${cast.acme.slug}.test`;
  await makeProvenDomain(cast.ada, domain);
  return { ...cast, domain, connectionId: await provider.connect(cast.ada) };
}

Deno.test("whoever the connection vouches for joins with the lowest role, once, and comes in", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, domain, connectionId } = await setting(provider);
  const claims = { sub: "newcomer", email: `Newcomer@${domain}`, name: "Newcomer" };
  for (let times = 0; times < 2; times++) {
    const { url, browser } = await provider.comeBy(ada, connectionId, claims);
    assert.equal(url.href, `${acme.origin}/dashboard`);
    assert.ok(browser.cookie(acme.origin, "__Host-at"));
  }
  const members = (await listMembers(acme.id)).filter((it) => it.name === "Newcomer");
  assert.deepEqual(members.map((it) => [it.email, it.role, it.isEmailProven]), [[
    `newcomer@${domain}`,
    "read_only",
    true,
  ]]);
  const { entries } = await listEntries(acme.id);
  const joined = entries.find((it) => it.action === "member.joined" && it.actorName === "Newcomer");
  assert.deepEqual(joined?.detail, { name: "Newcomer", role: "read_only", by_connection: "Okta" });
});

Deno.test("who accepts an invitation to a house without passwords comes in by the connection, in that browser, and by it from then on", async () => {
  await using provider = await startOwnProvider(app);
  for (const rule of ["policy", "enforcement"] as const) {
    const { ada, acme, domain, connectionId } = await setting(provider);
    await keepRules(ada, connectionId, { joinsPeople: false });
    if (rule === "policy") await allowOnly(ada, connectionId, provider.url);
    else await enforce(ada, connectionId);
    const email = `newcomer-${rule}@${domain}`;
    const { token } = await makeInvitation(ada, { email });
    const browser = new TestBrowser(app);
    const accepted = await browser.post(`${acme.origin}/invitations/${token}`, {
      way: "new",
      email,
      name: "Newcomer",
      password: PASSWORD,
    });
    assert.equal(accepted.headers.get("location"), "/signin?notice=welcome-other-way", rule);
    const door = await (await browser.get(`${acme.origin}/signin?notice=welcome-other-way`)).text();
    assert.match(door, /You are a member now/);
    assert.match(door, /Continue with Okta/);

    const claims = { sub: `newcomer-${rule}`, email };
    const elsewhere = await provider.comeBy(ada, connectionId, claims);
    assert.equal(elsewhere.notice, "connection-confirm", "another browser has shown nothing");
    const others = { sub: `stranger-${rule}`, email: `stranger@${domain}` };
    const stranger = await provider.comeBy(ada, connectionId, others, browser);
    assert.equal(stranger.notice, "connection-joins-nobody", "another address is another person");
    for (const email_verified of [false, "False"]) {
      const unverified = { ...claims, email_verified };
      const doubted = await provider.comeBy(ada, connectionId, unverified, browser);
      assert.equal(doubted.notice, "connection-not-verified", String(email_verified));
    }
    const { url } = await provider.comeBy(ada, connectionId, claims, browser);
    assert.equal(url.href, `${acme.origin}/dashboard`, rule);
    assert.ok(browser.cookie(acme.origin, "__Host-at"));
    const later = await provider.comeBy(ada, connectionId, claims);
    assert.equal(later.url.href, `${acme.origin}/dashboard`);
  }
});

Deno.test("two logins of a new person at once make one member", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, domain, connectionId } = await setting(provider);
  const claims = { sub: "newcomer", email: `newcomer@${domain}` };
  const logins = await Promise.all([1, 2, 3].map(() => provider.comeBy(ada, connectionId, claims)));
  assert.deepEqual(logins.map((it) => it.url.pathname), Array(3).fill("/dashboard"));
  const members = (await listMembers(acme.id)).filter((it) => it.email === claims.email);
  assert.deepEqual(members.map((it) => it.name), ["newcomer"], "without a name, what stands before the @");
});

const REFUSED: Record<string, { claims: (domain: string) => Record<string, unknown>; notice: string }> = {
  "outside of the proven domains": {
    claims: () => ({ sub: "stranger", email: "stranger@elsewhere.test" }),
    notice: "connection-outside",
  },
  "in a domain below a proven one": {
    claims: (domain) => ({ sub: "stranger", email: `stranger@mail.${domain}` }),
    notice: "connection-outside",
  },
  "with a proven domain before another @": {
    claims: (domain) => ({ sub: "stranger", email: `"stranger@${domain}"@elsewhere.test` }),
    notice: "connection-no-address",
  },
  "that the provider calls unverified": {
    claims: (domain) => ({ sub: "stranger", email: `stranger@${domain}`, email_verified: false }),
    notice: "connection-not-verified",
  },
  "that is missing": { claims: () => ({ sub: "ada", email: undefined }), notice: "connection-no-address" },
};

for (const [what, { claims, notice }] of Object.entries(REFUSED)) {
  Deno.test(`an address ${what} brings nobody in`, async () => {
    await using provider = await startOwnProvider(app);
    const { ada, acme, domain, connectionId } = await setting(provider);
    const before = await listMembers(acme.id);
    const came = await provider.comeBy(ada, connectionId, claims(domain));
    assert.equal(came.notice, notice);
    assert.equal(came.browser.cookie(acme.origin, "__Host-at"), undefined);
    assert.deepEqual(await listMembers(acme.id), before);
  });
}

Deno.test("a domain that another tenant has proven brings nobody in, though this one has it on its list", async () => {
  await using provider = await startOwnProvider(app);
  const { max, acme, domain } = await setting(provider);
  const theirs = await provider.connect(max);
  await asTenant(max.tenant.id, (tx) =>
    tx.count`
    insert into sso_domains (tenant_id, id, domain, token, added_by, added_at, proven_at)
    values (${tx.tenantId}, gen_random_uuid(), ${domain}, 'a token that was never shown to anybody', ${max.userId}, now(), now())`);
  const came = await provider.comeBy(max, theirs, { sub: "stranger", email: `stranger@${domain}` });
  assert.equal(came.notice, "connection-outside");
  assert.equal((await listMembers(max.tenant.id)).length, 1);
  assert.equal((await listMembers(acme.id)).length, 3);
});

Deno.test("a connection that lets nobody join, and one that is disabled, bring nobody in", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, domain, connectionId } = await setting(provider);
  const claims = { sub: "newcomer", email: `newcomer@${domain}` };
  await keepRules(ada, connectionId, { joinsPeople: false });
  assert.equal((await provider.comeBy(ada, connectionId, claims)).notice, "connection-joins-nobody");

  await keepRules(ada, connectionId, {});
  const browser = new TestBrowser(app);
  const way = { origin: acme.origin, kind: "oidc", connection: publicId("con", connectionId) };
  const leaveTo = await leaveFor(browser, way);
  await disableConnection(acme.id, { connectionId, actor: actorOf(ada), now: new Date() });
  const back = await browser.get(provider.answerTo(leaveTo, claims).href);
  assert.equal(
    back.headers.get("location"),
    `${acme.origin}/signin?notice=connection-closed`,
    "disabled meanwhile",
  );
  const again = await browser.post(`${acme.origin}/signin/oidc`, { connection: way.connection });
  assert.equal(again.headers.get("location"), `${acme.origin}/signin?notice=connection-closed`);
  assert.equal((await listMembers(acme.id)).length, 3);
});

Deno.test("a member of the same address is not taken over, whatever the provider says", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, connectionId } = await setting(provider);
  const came = await provider.comeBy(ada, connectionId, {
    sub: "evil",
    email: ada.email,
    email_verified: true,
  });
  assert.equal(came.notice, "connection-confirm");
  assert.equal(came.browser.cookie(acme.origin, "__Host-at"), undefined);
  assert.match(came.html, /a member here has your address/);
  assert.deepEqual(await linksOf(ada), []);
});

Deno.test("a member connects the identity by signing in once in the same browser, and comes in by it from then on", async () => {
  await using provider = await startOwnProvider(app);
  const { ben, acme, connectionId } = await setting(provider);
  const claims = { sub: "ben-at-okta", email: ben.email };
  const { browser } = await provider.comeBy(ben, connectionId, claims);
  const signedIn = await browser.post(`${acme.origin}/signin`, { email: ben.email, password: PASSWORD });
  assert.equal(signedIn.status, 303);
  assert.deepEqual(await linksOf(ben), ["ben-at-okta"]);
  const again = await provider.comeBy(ben, connectionId, claims);
  assert.equal(again.url.pathname, "/dashboard");
  const { entries } = await listEntries(acme.id);
  assert.ok(entries.some((it) => it.action === "member.identity_linked" && it.actorName === "Ben"));
});

Deno.test("the identity waits for its own address and its own browser, and not for ever", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, ben, acme, connectionId } = await setting(provider);
  const { browser } = await provider.comeBy(ben, connectionId, { sub: "ben-at-okta", email: ben.email });
  const signIn = (it: TestBrowser, { email }: Person) =>
    it.post(`${acme.origin}/signin`, { email, password: PASSWORD });
  await signIn(browser, ada);
  assert.deepEqual(await linksOf(ada), [], "somebody else who signs in there gets nothing");
  await signIn(new TestBrowser(app), ben);
  assert.deepEqual(await linksOf(ben), [], "another browser has shown nothing");
  await asSuperuser((client) =>
    client.query("update pooled.sso_awaited_links set expires_at = now() where tenant_id = $1", [acme.id])
  );
  await signIn(browser, ben);
  assert.deepEqual(await linksOf(ben), [], "a quarter of an hour later it is over");
});

Deno.test("groups give a role when somebody joins, and anew at each sign-in", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, domain, connectionId } = await setting(provider);
  await keepRules(ada, connectionId, {
    appliesGroups: true,
    groupRoles: [{ group: "staff", to: { role: "member" } }, { group: "bosses", to: { role: "admin" } }],
  });
  const roleAfter = async (groups: unknown) => {
    await provider.comeBy(ada, connectionId, { sub: "newcomer", email: `newcomer@${domain}`, groups });
    return (await listMembers(acme.id)).find((it) => it.email === `newcomer@${domain}`)?.role;
  };
  assert.equal(await roleAfter(["staff", "bosses", "unknown"]), "admin", "the one that holds most");
  assert.equal(await roleAfter(["staff"]), "member");
  assert.equal(await roleAfter(["STAFF", "owner"]), "read_only", "to the letter, and never an owner");
  await keepRules(ada, connectionId, {
    appliesGroups: false,
    groupRoles: [{ group: "staff", to: { role: "member" } }],
  });
  assert.equal(await roleAfter(["staff"]), "read_only", "switched off, they say nothing");
  const { entries } = await listEntries(acme.id);
  const changes = entries.filter((it) => it.action === "member.role_changed").map((it) => it.detail.role);
  assert.deepEqual(changes, ["read_only", "member"]);
});

Deno.test("an owner stays one, whatever the groups say", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, acme, connectionId } = await setting(provider);
  await keepRules(ada, connectionId, { appliesGroups: true, groupRoles: [] });
  await makeLink(ada, { kind: "oidc", connectionId, issuer: provider.url, subject: "ada" });
  assert.equal((await provider.comeBy(ada, connectionId, { sub: "ada" })).url.pathname, "/dashboard");
  assert.equal((await listMembers(acme.id)).find((it) => it.id === ada.id)?.role, "owner");
});

Deno.test("a deactivated member is refused, though the identity is connected", async () => {
  await using provider = await startOwnProvider(app);
  const { ben, acme, connectionId } = await setting(provider);
  await makeLink(ben, { kind: "oidc", connectionId, issuer: provider.url, subject: "ben" });
  await asTenant(acme.id, (tx) =>
    tx.count`
    insert into member_deactivations (tenant_id, user_id) values (${tx.tenantId}, ${ben.userId})`);
  const came = await provider.comeBy(ben, connectionId, { sub: "ben", email: ben.email });
  assert.equal(came.browser.cookie(acme.origin, "__Host-at"), undefined);
  assert.equal(came.notice, "not-linked");
});

Deno.test("a person of one tenant's connection is nobody in another tenant, by the same provider and the same claims", async () => {
  await using provider = await startOwnProvider(app);
  const { ada, max, domain, connectionId } = await setting(provider);
  const claims = { sub: "newcomer", email: `newcomer@${domain}` };
  await provider.comeBy(ada, connectionId, claims);
  const theirs = await provider.connect(max);
  const came = await provider.comeBy(max, theirs, claims);
  assert.equal(came.notice, "connection-outside");
  assert.equal(came.browser.cookie(max.tenant.origin, "__Host-at"), undefined);
  const stolen = await new TestBrowser(app).post(`${max.tenant.origin}/signin/oidc`, {
    connection: publicId("con", connectionId),
  });
  assert.equal(stolen.headers.get("location"), `${max.tenant.origin}/signin?notice=connection-closed`);
});

async function linksOf({ userId }: Person): Promise<string[]> {
  const { rows } = await asSuperuser((client) =>
    client.query("select subject from platform.identity_links where user_id = $1", [userId])
  );
  return rows.map((it) => it.subject);
}

async function allowOnly(owner: Person, connectionId: string, issuer: string) {
  await makeLink(owner, { kind: "oidc", connectionId, issuer, subject: `owner-${owner.userId}` });
  const saved = await savePolicy(owner.tenant.id, {
    policy: { ...OPEN_POLICY, allowedMethods: ["oidc"] },
    userId: owner.userId,
    place: "192.0.2.1",
    actor: actorOf(owner),
    now: new Date(),
  });
  assert(saved.ok);
}

async function enforce(owner: Person, connectionId: string) {
  const now = new Date();
  await addAuthenticator(owner, secondsLater(now, -60));
  await markBreakGlass(owner.tenant.id, { userId: owner.userId, actor: actorOf(owner), now });
  const asked = { connectionId, endsSessions: false, actor: actorOf(owner), now };
  assert((await enforceConnection(owner.tenant.id, asked)).ok);
}
