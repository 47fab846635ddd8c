import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { acceptAsKnown } from "@/lib/tenancy/invitations/accept_invitation.ts";
import { endSession } from "@/lib/identity/end_session.ts";
import type { OpenedSession } from "@/lib/identity/open_session.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { deactivateMember } from "@/lib/tenancy/membership/deactivate_member.ts";
import { startApp } from "@/tests/support/app.ts";
import { type Cast, makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addAuthenticator } from "@/tests/support/factors.ts";
import { actorOf, makeInvitationLink } from "@/tests/support/invitations.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
const now = new Date();

Deno.test("who is signed in at one house goes into another of theirs with what they have shown", async () => {
  const { acme, globex, max } = await twoHouses();
  const browser = await at(max);
  const menu = await (await browser.get(`${globex.origin}/dashboard`)).text();
  const href = `${acme.origin}/auth/from/${globex.slug}`;
  assert.ok(menu.includes(`href="${href}"`));
  const asked = location(await browser.get(href));
  assert.ok(asked.startsWith(`${globex.origin}/auth/vouch?ticket=`), asked);
  const code = location(await browser.get(asked));
  assert.ok(code.startsWith(`${acme.origin}/auth/handoff?code=`), code);
  assert.equal(location(await browser.get(code)), "/dashboard");
  assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 200);
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select tenant_id, methods from platform.sessions where user_id = $1 order by created_at, id",
      [max.userId],
    )
  );
  assert.deepEqual(rows, [{ tenant_id: globex.id, methods: ["pwd"] }, {
    tenant_id: acme.id,
    methods: ["pwd"],
  }]);
  const there = await (await browser.get(`${acme.origin}/dashboard`)).text();
  assert.ok(there.includes(`href="${globex.origin}/auth/from/${acme.slug}"`), "and back");
});

Deno.test("the way into another house is the way of the browser that began it, once", async () => {
  const { acme, globex, max } = await twoHouses();
  const [browser, stranger] = [await at(max), new TestBrowser(app)];
  const href = `${acme.origin}/auth/from/${globex.slug}`;
  // Somebody else begins, and lets Max answer.
  const asked = location(await stranger.get(href));
  const code = location(await browser.get(asked));
  for (const one of [browser, new TestBrowser(app)]) {
    assert.equal(location(await one.get(code)), "/signin?notice=handoff-failed");
    assert.equal(one.cookie(acme.origin, "__Host-at"), undefined);
  }
  const mine = location(await browser.get(href));
  assert.ok(location(await browser.get(mine)).includes("/auth/handoff?code="));
  assert.equal(
    location(await browser.get(mine)),
    `${acme.origin}/signin?notice=switch-failed`,
    "a ticket used twice",
  );
});

Deno.test("nobody is vouched for who is signed out there, or no active member here", async () => {
  const { acme, globex, ada, ben, max } = await twoHouses();
  const failed = `${acme.origin}/signin?notice=switch-failed`;
  const go = async (browser: TestBrowser, from = globex) =>
    location(await browser.get(location(await browser.get(`${acme.origin}/auth/from/${from.slug}`))));
  assert.equal(await go(new TestBrowser(app)), failed, "signed out");
  const session = await sessionFor(max);
  await endSession(session, { now });
  assert.equal(await go(withSession(max, session)), failed, "with an ended session");
  const member = (await listMembers(acme.id)).find((it) => it.userId === max.userId)!;
  await deactivateMember(acme.id, { by: ada.id, memberId: member.id, actor: actorOf(ada), now });
  assert.equal(await go(await at(max)), failed, "deactivated there");
  const stranger = await at(ben);
  const into = location(await stranger.get(`${globex.origin}/auth/from/${acme.slug}`));
  assert.equal(
    location(await stranger.get(into)),
    `${globex.origin}/signin?notice=switch-failed`,
    "no member there",
  );
});

Deno.test("what a tenant's own identity provider says of somebody opens no other house", async () => {
  for (const recognition of ["oidc", "saml", "auth0", "mfa"] as const) {
    const { acme, globex, max } = await twoHouses();
    const browser = withSession(max, await sessionFor(max, now, recognition));
    const asked = location(await browser.get(`${acme.origin}/auth/from/${globex.slug}`));
    assert.equal(
      location(await browser.get(asked)),
      `${acme.origin}/signin?notice=switch-failed`,
      recognition,
    );
  }
});

Deno.test("the other house asks for what its policy wants", async () => {
  const { acme, globex, max, ada } = await twoHouses();
  const browser = await at(max);
  const go = async () => {
    const asked = location(await browser.get(`${acme.origin}/auth/from/${globex.slug}`));
    return location(await browser.get(location(await browser.get(asked))));
  };
  await policy(acme.id, ada, "allowed_methods = '{passkey}'");
  assert.equal(await go(), "/signin?notice=method-not-allowed");
  await policy(acme.id, ada, "allowed_methods = null, allowed_networks = '{203.0.113.0/24}'");
  assert.equal(await go(), "/signin?notice=network-not-allowed");
  await policy(acme.id, ada, "allowed_networks = '{}'");
  await withSecondFactors(max, ["totp"], async () => {
    assert.match(await go(), /^\/auth\/factor\?login=/);
  });
  assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
});

Deno.test("a second factor that one house has taken out of account is asked for by the other all the same", async () => {
  const { acme, globex, max } = await twoHouses();
  await addAuthenticator(max, new Date(Date.now() - 120_000));
  await resetFactors(globex, max);
  const browser = await at(max);
  const asked = location(await browser.get(`${acme.origin}/auth/from/${globex.slug}`));
  const code = location(await browser.get(asked));
  assert.match(location(await browser.get(code)), /^\/auth\/factor\?login=/);
  assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
});

Deno.test("a factor that was set up after a house has reset somebody speaks for nobody in another house", async () => {
  const { acme, globex, max } = await twoHouses();
  await resetFactors(globex, max);
  for (const recognition of ["otp", "recovery_code", "passkey"]) {
    const browser = withSession(max, await sessionFor(max, now, recognition));
    const asked = location(await browser.get(`${acme.origin}/auth/from/${globex.slug}`));
    const to = location(await browser.get(asked));
    assert.equal(to, `${acme.origin}/signin?notice=switch-failed`, recognition);
  }
});

Deno.test("a house that has reset somebody takes no other house's word for their second factor", async () => {
  const { acme, globex, max } = await twoHouses();
  await resetFactors(acme, max);
  for (const recognition of ["otp", "passkey"]) {
    const browser = withSession(max, await sessionFor(max, now, recognition));
    const asked = location(await browser.get(`${acme.origin}/auth/from/${globex.slug}`));
    const code = location(await browser.get(asked));
    assert.equal(location(await browser.get(code)), "/signin?notice=handoff-failed", recognition);
    assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
  }
  const browser = await at(max);
  const asked = location(await browser.get(`${acme.origin}/auth/from/${globex.slug}`));
  assert.equal(
    location(await browser.get(location(await browser.get(asked)))),
    "/dashboard",
    "a password is one",
  );
});

Deno.test("in a house that has reset them nobody changes what a factor still guards elsewhere", async () => {
  const { acme, globex, max } = await twoHouses();
  await addAuthenticator(max, new Date(Date.now() - 120_000));
  await resetFactors(globex, max);
  const browser = withSession(max, await sessionFor(max, now));
  const changes = {
    "/security/password": { current: PASSWORD, password: "four quiet bricks at dawn" },
    "/profile/email/change": { email: "max@private.test" },
    "/security/identities/connection": { kind: "google" },
  };
  for (const [path, form] of Object.entries(changes)) {
    const res = await browser.post(`${globex.origin}${path}`, form);
    assert.equal(res.status, 403, path);
    assert.match(await res.text(), /still counts on your second factor/, path);
  }
  const setUp = await browser.get(`${globex.origin}/security/authenticator/new`);
  assert.equal(setUp.status, 200, "a new factor for this house is theirs to set up");
  await asSuperuser((client) =>
    client.query("delete from platform.authenticators where user_id = $1", [max.userId])
  );
  const form = changes["/security/password"];
  assert.equal((await browser.post(`${globex.origin}/security/password`, form)).status, 303);
  assert.ok(acme);
});

Deno.test("a house leads to houses alone, and not to itself", async () => {
  const { acme, globex, max } = await twoHouses();
  for (const house of [acme.slug, "www", "evil.example", "%2F%2Fevil.example"]) {
    assert.equal((await app.ask(acme.origin, `/auth/from/${house}`)).status, 404, house);
  }
  const as = await sessionFor(max);
  for (const house of ["evil.example", "", "//evil.example"]) {
    const path = `/auth/vouch?ticket=x&for=${encodeURIComponent(house)}`;
    assert.equal((await app.ask(globex.origin, path, { as })).status, 404, house);
  }
  const inside = await app.ask(globex.origin, `/auth/from/${acme.slug}`, { as });
  assert.equal(location(inside), "/dashboard", "who is inside stays there");
});

Deno.test("one house of one's own makes no menu", async () => {
  const { acme, ben } = await makeCast();
  const html = await (await app.ask(acme.origin, "/dashboard", { as: await sessionFor(ben) })).text();
  assert.doesNotMatch(html, /Your other houses/);
});

/** As an owner does it, a minute ago. */
async function resetFactors({ id }: Cast["acme"], { userId }: Person) {
  await asTenant(id, (tx) =>
    tx.count`
      insert into factor_resets (tenant_id, user_id, reset_by, reset_at)
      values (${tx.tenantId}, ${userId}, ${userId}, ${new Date(Date.now() - 60_000)})`);
}

/** Max, who is a member of both. */
async function twoHouses(): Promise<Cast> {
  const cast = await makeCast();
  const { token } = await makeInvitationLink(cast.ada);
  const joined = await acceptAsKnown(cast.acme.id, { token, person: cast.max, now });
  assert(joined.ok);
  return cast;
}

async function at(person: Person): Promise<TestBrowser> {
  return withSession(person, await sessionFor(person));
}

function withSession({ tenant }: Person, session: OpenedSession): TestBrowser {
  const browser = new TestBrowser(app);
  browser.keep(tenant.origin, "__Host-at", session.accessToken);
  browser.keep(tenant.origin, "__Host-rt", session.refreshToken);
  return browser;
}

function location(res: Response): string {
  assert.equal(res.status, 303);
  return res.headers.get("location")!;
}

async function policy(tenantId: string, { userId }: Person, set: string): Promise<void> {
  await asTenant(tenantId, (tx) =>
    tx.count`
      insert into sign_in_policies (tenant_id, longest_session_minutes, longest_idle_minutes, changed_by, changed_at)
      values (${tx.tenantId}, 43200, 10080, ${userId}, ${now}) on conflict do nothing`);
  await asSuperuser((client) =>
    client.query(`update pooled.sign_in_policies set ${set} where tenant_id = $1`, [tenantId])
  );
}
