import assert from "node:assert/strict";
import { makeInvitationLink, makeRole } from "@/tests/support/invitations.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { makeSecurityEvent } from "@/tests/support/security_events.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { furnishDirectory } from "@/tests/support/scim.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { baseOrigin, startApp, type Visitor } from "@/tests/support/app.ts";
import { makeConnection, makeProvenDomain, passTest, SAML_DRAFT } from "@/tests/support/connections.ts";
import { joinHouse, makeCast, PASSWORD, sessionFor } from "@/tests/support/cast.ts";

type Role = "owner" | "member" | "readOnly";
type Page = {
  /** Below routes/(tenant), as the file is called. */
  file: string;
  path: string;
  form?: Record<string, string>;
  /** The answer to each role. */
  answers: Record<Role, number>;
};

const app = await startApp();
const { acme, globex, ada, ben, cleo, max } = await makeCast();
const now = new Date();
const newcomer = await joinHouse(ada, "Newcomer", "member", now);
const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
const key = await makeKey(acme.id, { name: "Kept", actor, now });
const doomed = await makeKey(acme.id, { name: "Doomed", actor, now });
await acceptRecords(acme.id, { records: [{ id: "order-1", type: "order.created", data: {} }], now });

const all = (status: number) => ({ owner: status, member: status, readOnly: status });
const managers = (status: number) => ({ owner: status, member: 403, readOnly: 403 });
const keyPage = (id: string) => `/api-keys/${publicId("key", id)}`;
const revocation = (id: string) => `${keyPage(id)}/revocation`;
const readers = (status: number) => ({ owner: status, member: status, readOnly: 403 });
const member = `/members/${publicId("mem", newcomer.id)}`;
const link = `/members/invitations/${publicId("inv", (await makeInvitationLink(ada)).invitationId)}`;
const role = `/roles/${
  publicId("rol", await makeRole(ada, { name: "Accounting", permissions: ["usage.read"] }))
}`;
const directory = await furnishDirectory(ada);

const connection = await makeConnection(ada);
const ready = await makeConnection(ada);
await passTest(ada, ready);
const saml = await makeConnection(ada, SAML_DRAFT);
const doomedDomain = await makeProvenDomain(ada, `doomed-${acme.slug}.test`);
const sso = (id: string, page = "") => `/sso/${publicId("con", id)}${page}`;
const domainPage = (page: string) => `/sso/domains/${publicId("dom", doomedDomain)}/${page}`;
const owner = publicId("usr", ada.userId);

const sessionEnd = `/security/sessions/${publicId("ses", newId())}/revocation`;

const review = `/security-events/${
  publicId("sev", await makeSecurityEvent(acme.id, { userId: ben.userId }))
}/review`;

const PAGES: Page[] = [
  { file: "dashboard.tsx", path: "/dashboard", answers: all(200) },
  { file: "live.ts", path: "/live", answers: all(200) },
  { file: "next-steps.ts", path: "/next-steps", form: { shown: "no" }, answers: all(303) },
  { file: "usage.tsx", path: "/usage", answers: all(200) },
  { file: "usage.csv.ts", path: "/usage.csv", answers: all(200) },
  { file: "records/index.tsx", path: "/records", answers: all(200) },
  { file: "records.csv.ts", path: "/records.csv", answers: all(200) },
  { file: "records.json.ts", path: "/records.json", answers: all(200) },
  { file: "records/[id].tsx", path: "/records/order-1", answers: all(200) },
  { file: "api-keys/index.tsx", path: "/api-keys", answers: { owner: 200, member: 200, readOnly: 403 } },
  { file: "api-keys/index.tsx", path: "/api-keys", form: { name: "Shop" }, answers: managers(200) },
  { file: "api-keys/[id]/index.tsx", path: keyPage(key.id), answers: managers(200) },
  { file: "api-keys/[id]/index.tsx", path: keyPage(key.id), form: { name: "Kept" }, answers: managers(303) },
  { file: "api-keys/[id]/rotation.tsx", path: `${keyPage(key.id)}/rotation`, answers: managers(200) },
  {
    file: "api-keys/[id]/rotation.tsx",
    path: `${keyPage(key.id)}/rotation`,
    form: { secret_number: "1", overlap_days: "1" },
    answers: managers(200),
  },
  { file: "api-keys/[id]/revocation.tsx", path: revocation(key.id), answers: managers(200) },
  { file: "api-keys/[id]/revocation.tsx", path: revocation(doomed.id), form: {}, answers: managers(303) },
  { file: "members/index.tsx", path: "/members", answers: readers(200) },
  { file: "members/[id]/index.tsx", path: member, answers: readers(200) },
  { file: "members/[id]/role.ts", path: `${member}/role`, form: { role: "admin" }, answers: managers(303) },
  { file: "members/[id]/deactivation.tsx", path: `${member}/deactivation`, answers: managers(200) },
  { file: "members/[id]/deactivation.tsx", path: `${member}/deactivation`, form: {}, answers: managers(303) },
  { file: "members/[id]/reactivation.ts", path: `${member}/reactivation`, form: {}, answers: managers(303) },
  { file: "members/[id]/ownership.tsx", path: `${member}/ownership`, answers: managers(200) },
  {
    file: "members/[id]/ownership.tsx",
    path: `${member}/ownership`,
    form: { becomes: "owner" },
    answers: managers(303),
  },
  { file: "members/[id]/sessions.tsx", path: `${member}/sessions`, answers: managers(200) },
  { file: "members/[id]/sessions.tsx", path: `${member}/sessions`, form: {}, answers: managers(303) },
  { file: "members/[id]/password.tsx", path: `${member}/password`, answers: managers(200) },
  { file: "members/[id]/password.tsx", path: `${member}/password`, form: {}, answers: managers(303) },
  { file: "members/[id]/factors.tsx", path: `${member}/factors`, answers: managers(200) },
  { file: "members/[id]/factors.tsx", path: `${member}/factors`, form: {}, answers: managers(303) },
  { file: "members/[id]/removal.tsx", path: `${member}/removal`, answers: managers(200) },
  { file: "members/[id]/removal.tsx", path: `${member}/removal`, form: {}, answers: managers(303) },
  { file: "members/invitations/index.tsx", path: "/members/invitations", answers: managers(200) },
  {
    file: "members/invitations/index.tsx",
    path: "/members/invitations",
    form: { email: "dan@acme.test", role: "member" },
    answers: managers(303),
  },
  {
    file: "members/invitations/link.tsx",
    path: "/members/invitations/link",
    form: { role: "member", uses: "2", days: "7" },
    answers: managers(200),
  },
  {
    file: "members/invitations/[id]/resending.tsx",
    path: `${link}/resending`,
    form: {},
    answers: managers(200),
  },
  { file: "members/invitations/[id]/revocation.tsx", path: `${link}/revocation`, answers: managers(200) },
  {
    file: "members/invitations/[id]/revocation.tsx",
    path: `${link}/revocation`,
    form: {},
    answers: managers(303),
  },
  { file: "leaving.tsx", path: "/leaving", answers: all(200) },
  { file: "roles/index.tsx", path: "/roles", answers: readers(200) },
  { file: "roles/new.tsx", path: "/roles/new", answers: managers(200) },
  {
    file: "roles/new.tsx",
    path: "/roles/new",
    form: { name: "Shop", "usage.read": "on" },
    answers: managers(303),
  },
  { file: "roles/[id]/index.tsx", path: role, answers: managers(200) },
  {
    file: "roles/[id]/index.tsx",
    path: role,
    form: { name: "Books", "usage.read": "on" },
    answers: managers(303),
  },
  { file: "roles/[id]/deletion.tsx", path: `${role}/deletion`, answers: managers(200) },
  { file: "roles/[id]/deletion.tsx", path: `${role}/deletion`, form: {}, answers: managers(303) },
  { file: "scim/index.tsx", path: "/scim", answers: managers(200) },
  { file: "scim/index.tsx", path: "/scim", form: { name: "Okta" }, answers: managers(200) },
  { file: "scim/tokens/[id]/rotation.tsx", path: `${directory.token}/rotation`, answers: managers(200) },
  {
    file: "scim/tokens/[id]/rotation.tsx",
    path: `${directory.token}/rotation`,
    form: { rotation: "1" },
    answers: managers(200),
  },
  { file: "scim/tokens/[id]/revocation.tsx", path: `${directory.token}/revocation`, answers: managers(200) },
  {
    file: "scim/tokens/[id]/revocation.tsx",
    path: `${directory.token}/revocation`,
    form: {},
    answers: managers(303),
  },
  {
    file: "scim/groups/[id]/role.ts",
    path: `${directory.group}/role`,
    form: { role: "member" },
    answers: managers(303),
  },
  { file: "sso/index.tsx", path: "/sso", answers: managers(200) },
  { file: "sso/new/[kind].tsx", path: "/sso/new/oidc", answers: managers(200) },
  { file: "sso/new/[kind].tsx", path: "/sso/new/saml", form: {}, answers: managers(422) },
  {
    file: "sso/break-glass.ts",
    path: "/sso/break-glass",
    form: { user: owner, marked: "yes" },
    answers: managers(303),
  },
  { file: "sso/domains/index.tsx", path: "/sso/domains", answers: managers(200) },
  {
    file: "sso/domains/index.tsx",
    path: "/sso/domains",
    form: { domain: "acme.test" },
    answers: managers(303),
  },
  { file: "sso/domains/[id]/check.ts", path: domainPage("check"), form: {}, answers: managers(303) },
  { file: "sso/domains/[id]/removal.tsx", path: domainPage("removal"), answers: managers(200) },
  { file: "sso/domains/[id]/removal.tsx", path: domainPage("removal"), form: {}, answers: managers(303) },
  { file: "sso/[id]/index.tsx", path: sso(connection), answers: managers(200) },
  { file: "sso/[id]/settings.tsx", path: sso(connection, "/settings"), answers: managers(200) },
  {
    file: "sso/[id]/settings.tsx",
    path: sso(connection, "/settings"),
    form: { issuer: "" },
    answers: managers(422),
  },
  { file: "sso/[id]/name.tsx", path: sso(connection, "/name"), answers: managers(200) },
  {
    file: "sso/[id]/name.tsx",
    path: sso(connection, "/name"),
    form: { name: "Okta" },
    answers: managers(303),
  },
  { file: "sso/[id]/secret.tsx", path: sso(connection, "/secret"), answers: managers(200) },
  {
    file: "sso/[id]/secret.tsx",
    path: sso(connection, "/secret"),
    form: { client_secret: "another" },
    answers: managers(303),
  },
  { file: "sso/[id]/certificates.tsx", path: sso(saml, "/certificates"), answers: managers(200) },
  { file: "sso/[id]/certificates.tsx", path: sso(saml, "/certificates"), form: {}, answers: managers(422) },
  { file: "sso/[id]/joining.tsx", path: sso(connection, "/joining"), answers: managers(200) },
  {
    file: "sso/[id]/joining.tsx",
    path: sso(connection, "/joining"),
    form: { default_role: "member" },
    answers: managers(303),
  },
  { file: "sso/[id]/test-login.tsx", path: sso(connection, "/test-login"), answers: managers(200) },
  { file: "sso/[id]/test-login.tsx", path: sso(connection, "/test-login"), form: {}, answers: managers(200) },
  { file: "sso/[id]/enablement.ts", path: sso(ready, "/enablement"), form: {}, answers: managers(303) },
  { file: "sso/[id]/enforcement.tsx", path: sso(ready, "/enforcement"), answers: managers(200) },
  { file: "sso/[id]/enforcement.tsx", path: sso(ready, "/enforcement"), form: {}, answers: managers(422) },
  { file: "sso/[id]/disablement.ts", path: sso(ready, "/disablement"), form: {}, answers: managers(303) },
  { file: "sso/[id]/deletion.tsx", path: sso(connection, "/deletion"), answers: managers(200) },
  { file: "sso/[id]/deletion.tsx", path: sso(connection, "/deletion"), form: {}, answers: managers(303) },
  { file: "settings.tsx", path: "/settings", answers: managers(200) },
  {
    file: "settings.tsx",
    path: "/settings",
    form: { name: "Acme", time_zone: "Europe/Berlin" },
    answers: managers(303),
  },
  { file: "audit.tsx", path: "/audit", answers: managers(200) },
  { file: "audit.csv.ts", path: "/audit.csv", answers: managers(200) },
  { file: "security-events/index.tsx", path: "/security-events", answers: managers(200) },
  { file: "security-events/[id]/review.ts", path: review, form: {}, answers: managers(303) },
  { file: "preferences.tsx", path: "/preferences", answers: all(200) },
  { file: "preferences.tsx", path: "/preferences", form: { time_zone: "Asia/Tokyo" }, answers: all(303) },
  { file: "security/identities/index.tsx", path: "/security/identities", answers: all(200) },
  {
    file: "security/identities/connection.ts",
    path: "/security/identities/connection",
    form: { kind: "none" },
    answers: all(303),
  },
  {
    file: "security/identities/[id]/disconnection.ts",
    path: `/security/identities/${publicId("idn", newId())}/disconnection`,
    form: {},
    answers: all(404),
  },
  { file: "profile/index.tsx", path: "/profile", answers: all(200) },
  { file: "profile/index.tsx", path: "/profile", form: { name: "Somebody" }, answers: all(303) },
  { file: "profile/email/index.tsx", path: "/profile/email?code=none", answers: all(200) },
  { file: "profile/email/index.tsx", path: "/profile/email", form: { code: "none" }, answers: all(422) },
  { file: "profile/email/change.tsx", path: "/profile/email/change", answers: all(200) },
  {
    file: "profile/email/change.tsx",
    path: "/profile/email/change",
    form: { email: "new@acme.test" },
    answers: all(303),
  },
  { file: "profile/email/withdrawal.ts", path: "/profile/email/withdrawal", answers: all(303) },
  { file: "profile/email/withdrawal.ts", path: "/profile/email/withdrawal", form: {}, answers: all(303) },
  { file: "security/index.tsx", path: "/security", answers: all(200) },
  { file: "security/sessions/revocation.ts", path: "/security/sessions/revocation", answers: all(303) },
  {
    file: "security/sessions/revocation.ts",
    path: "/security/sessions/revocation",
    form: { which: "others" },
    answers: all(303),
  },
  { file: "security/sessions/[id]/revocation.ts", path: sessionEnd, answers: all(303) },
  { file: "security/sessions/[id]/revocation.ts", path: sessionEnd, form: {}, answers: all(303) },
  { file: "security/password.tsx", path: "/security/password", answers: all(200) },
  { file: "security/password.tsx", path: "/security/password", form: { password: "x" }, answers: all(422) },
  { file: "security/second-factor.tsx", path: "/security/second-factor", answers: all(200) },
  { file: "sign-in-policy.tsx", path: "/sign-in-policy", answers: managers(200) },
  { file: "sign-in-policy.tsx", path: "/sign-in-policy", form: {}, answers: managers(422) },
  { file: "verify-email.tsx", path: "/verify-email?code=none", answers: all(200) },
  { file: "verify-email.tsx", path: "/verify-email", form: { code: "none" }, answers: all(422) },
  { file: "verification-mail.ts", path: "/verification-mail", form: {}, answers: all(303) },
  ...ofFactors(),
];

/** Everybody's own, so that nobody is asked for a role; what is another person's is not there. */
function ofFactors(): Page[] {
  const app = `/security/authenticator/${publicId("aut", newId())}/removal`;
  const passkey = `/security/passkeys/${publicId("pky", newId())}/removal`;
  const at = (file: string) => `security/${file}`;
  return [
    { file: at("authenticator/index.tsx"), path: "/security/authenticator", answers: all(200) },
    { file: at("authenticator/new.tsx"), path: "/security/authenticator/new", answers: all(200) },
    { file: at("authenticator/new.tsx"), path: "/security/authenticator/new", form: {}, answers: all(422) },
    { file: at("authenticator/[id]/removal.tsx"), path: app, answers: all(404) },
    { file: at("authenticator/[id]/removal.tsx"), path: app, form: {}, answers: all(404) },
    { file: at("passkeys/index.tsx"), path: "/security/passkeys", answers: all(200) },
    { file: at("passkeys/index.tsx"), path: "/security/passkeys", form: {}, answers: all(200) },
    { file: at("passkeys/[id]/removal.tsx"), path: passkey, answers: all(404) },
    { file: at("passkeys/[id]/removal.tsx"), path: passkey, form: {}, answers: all(404) },
    { file: at("elsewhere.ts"), path: "/security/elsewhere", form: {}, answers: all(303) },
    { file: at("recovery-codes/index.tsx"), path: "/security/recovery-codes", answers: all(200) },
    { file: at("recovery-codes/index.tsx"), path: "/security/recovery-codes", form: {}, answers: all(409) },
    {
      file: at("recovery-codes/keeping.ts"),
      path: "/security/recovery-codes/keeping",
      form: {},
      answers: all(303),
    },
    {
      file: at("recovery-codes/file.ts"),
      path: "/security/recovery-codes/file",
      form: {},
      answers: all(400),
    },
  ];
}

const people: Record<Role, Visitor> = {
  owner: await sessionFor(ada),
  member: await sessionFor(ben),
  readOnly: await sessionFor(cleo),
};
const stranger = await sessionFor(max);

Deno.test("every page of a tenant is in this table", () => {
  const files = [...filesBelow("routes/(tenant)")].filter((it) => !/(^|\/)\(?_/.test(it));
  assert.deepEqual([...new Set(PAGES.map((it) => it.file))].sort(), files.sort());
});

for (const { path, form, answers } of PAGES) {
  const what = `${form ? "POST" : "GET"} ${path.replace(/\b[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}/, "{id}")}`;
  // The owner comes last: what is done once is done by who may.
  for (const role of ["readOnly", "member", "owner"] as const) {
    Deno.test(`${what} answers ${answers[role]} to ${role}`, async () => {
      const res = await app.ask(acme.origin, path, { as: people[role], form });
      if (res.status !== answers[role]) assert.fail(`${res.status}: ${await res.text()}`);
      await res.body?.cancel(); // of a stream, which has no end
    });
  }

  Deno.test(`${what} sends who is signed out, or signed in next door, to sign in`, async () => {
    for (const as of [undefined, stranger]) {
      const res = await app.ask(acme.origin, path, { as, form });
      assert.equal(res.status, 303);
      assert.match(res.headers.get("location") ?? "", /^\/signin\?next=/);
    }
  });

  Deno.test(`${what} is not there on the base host`, async () => {
    assert.equal((await app.ask(baseOrigin, path, { form })).status, 404);
  });
}

Deno.test("a member, an invitation and a role of another tenant are 404 to a member of this one", async () => {
  const { id: memberId } = await joinHouse(ada, "Newcomer", "member", now);
  const there = `/members/${publicId("mem", memberId)}`;
  const invited = `/members/invitations/${publicId("inv", (await makeInvitationLink(ada)).invitationId)}`;
  const made = `/roles/${
    publicId("rol", await makeRole(ada, { name: "Next door", permissions: ["usage.read"] }))
  }`;
  const asked: [string, Record<string, string>?][] = [
    [there],
    [`${there}/role`, { role: "admin" }],
    [`${there}/deactivation`],
    [`${there}/deactivation`, {}],
    [`${there}/reactivation`, {}],
    [`${there}/sessions`],
    [`${there}/sessions`, {}],
    [`${there}/factors`],
    [`${there}/factors`, {}],
    [`${there}/password`],
    [`${there}/password`, {}],
    [`${there}/removal`],
    [`${there}/removal`, {}],
    [`${there}/ownership`],
    [`${there}/ownership`, { becomes: "owner" }],
    [`${invited}/revocation`],
    [made],
    [made, { name: "Mine", "usage.read": "on" }],
    [`${made}/deletion`],
    [`${made}/deletion`, {}],
  ];
  for (const [path, form] of asked) {
    assert.equal((await app.ask(globex.origin, path, { as: stranger, form })).status, 404, path);
  }
  for (const path of [`${invited}/resending`, `${invited}/revocation`]) {
    const res = await app.ask(globex.origin, path, { as: stranger, form: {} });
    assert.equal(res.headers.get("location"), "/members?notice=invitation-over");
  }
  assert.equal((await app.ask(acme.origin, there, { as: people.owner })).status, 200);
});

Deno.test("a record and a key of another tenant are 404 to a member of this one", async () => {
  assert.equal((await app.ask(globex.origin, "/records/order-1", { as: stranger })).status, 404);
  for (const page of [keyPage(key.id), `${keyPage(key.id)}/rotation`, revocation(key.id)]) {
    assert.equal((await app.ask(globex.origin, page, { as: stranger })).status, 404, page);
    const form = { name: "Mine", secret_number: "1", overlap_days: "1" };
    assert.equal((await app.ask(globex.origin, page, { as: stranger, form })).status, 404, page);
  }
});

Deno.test("who is sent to sign in comes back to the page with its query", async () => {
  const res = await app.ask(acme.origin, "/verify-email?code=abc");
  assert.equal(res.headers.get("location"), `/signin?next=${encodeURIComponent("/verify-email?code=abc")}`);
});

Deno.test("signing out ends the session at once, also for who kept the cookies", async () => {
  const session = await sessionFor(ben);
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: session })).status, 200);
  const out = await app.ask(acme.origin, "/signout", { as: session, form: {} });
  assert.equal(out.status, 303);
  assert.equal(out.headers.getSetCookie().length, 2);
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: session })).status, 303);
});

Deno.test("an access token that ran out is renewed on the way, on error pages too", async () => {
  for (const path of ["/dashboard", "/records/none-such"]) {
    const session = await sessionFor(ada, new Date(now.getTime() - 10 * 60_000));
    const res = await app.ask(acme.origin, path, { as: session });
    assert.equal(res.status, path === "/dashboard" ? 200 : 404);
    const names = res.headers.getSetCookie().map((it) => it.split("=")[0]);
    assert.deepEqual(names.sort(), ["__Host-at", "__Host-rt"], path);
    for (const cookie of res.headers.getSetCookie()) {
      assert.match(cookie, /; Path=\/; Secure; HttpOnly; SameSite=Lax; /);
      assert.doesNotMatch(cookie, /Domain/i);
    }
  }
});

Deno.test("signing in with the cookies of an ended session lets in, and signing out renews nothing", async () => {
  const ended = await sessionFor(ben);
  await app.ask(acme.origin, "/signout", { as: ended, form: {} });
  const form = { email: ben.email, password: PASSWORD, next: "/dashboard" };
  const into = await app.ask(acme.origin, "/signin", { as: ended, form });
  assert.equal(into.status, 303);
  assert.equal(into.headers.getSetCookie().length, 3);
  for (const cookie of into.headers.getSetCookie()) assert.match(cookie, /^__Host-(at|rt|device)=[^;]/);

  const stale = await sessionFor(ben, new Date(now.getTime() - 10 * 60_000));
  const out = await app.ask(acme.origin, "/signout", { as: stale, form: {} });
  for (const cookie of out.headers.getSetCookie()) assert.match(cookie, /^__Host-(at|rt)=;/);
});

Deno.test("a key of the API opens no page", async () => {
  const { key: text } = await makeKey(acme.id, { name: "Till", actor, now });
  const ways: Record<string, string>[] = [
    { authorization: `Bearer ${text}` },
    { cookie: `__Host-at=${text}` },
    { cookie: `__Host-rt=${text}` },
  ];
  for (const headers of ways) {
    const res = await app.ask(acme.origin, "/dashboard", { headers });
    assert.match(res.headers.get("location") ?? "", /^\/signin\?next=/);
  }
});

Deno.test("signing in ends the session that this browser had, and no other", async () => {
  const [before, elsewhere] = [await sessionFor(ben), await sessionFor(ben)];
  const form = { email: ben.email, password: PASSWORD };
  const into = await app.ask(acme.origin, "/signin", { as: before, form });
  const keys = into.headers.getSetCookie().map((it) => /^__Host-(at|rt)=([^;]+)/.exec(it)?.[2]);
  assert.ok(!keys.includes(before.accessToken) && !keys.includes(before.refreshToken));
  const statusOf = async (as: Visitor) => (await app.ask(acme.origin, "/preferences", { as })).status;
  assert.equal(await statusOf(before), 303);
  assert.equal(await statusOf({ ...before, accessToken: "x" }), 303, "nor by its refresh token");
  assert.equal(await statusOf(elsewhere), 200);
});

function* filesBelow(folder: string, within = ""): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(`${folder}/${within}`)) {
    if (isDirectory) yield* filesBelow(folder, `${within}${name}/`);
    else yield `${within}${name}`;
  }
}
