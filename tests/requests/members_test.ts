import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { publicId } from "@/lib/ids.ts";
import { changeRole } from "@/lib/tenancy/membership/change_role.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { searchMembers } from "@/lib/tenancy/search_members.ts";
import { transferOwnership } from "@/lib/tenancy/membership/transfer_ownership.ts";
import { startApp } from "@/tests/support/app.ts";
import { joinHouse, makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addAuthenticator, factorEntries, factorLetters, secondsLater } from "@/tests/support/factors.ts";
import { actorOf, makeRole } from "@/tests/support/invitations.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
const now = new Date();

Deno.test("a deactivated member is signed out at once, cannot sign in, and can after the reactivation", async () => {
  const { acme, ada, ben } = await makeCast();
  const [owner, member] = [await sessionFor(ada), await sessionFor(ben)];
  const { name } = await makeKey(acme.id, { name: "Shop backend", actor: actorOf(ben), now });
  const question = await text(await app.ask(acme.origin, `${urlOf(ben)}/deactivation`, { as: owner }));
  assert.match(question, /Deactivate Ben\?/);
  assert.ok(question.includes(name), "the keys that go on working");
  const done = await app.ask(acme.origin, `${urlOf(ben)}/deactivation`, { as: owner, form: {} });
  assert.equal(done.headers.get("location"), `${urlOf(ben)}?notice=member-deactivated`);
  for (const path of ["/dashboard", "/records", "/live"]) {
    const res = await app.ask(acme.origin, path, { as: member });
    assert.match(res.headers.get("location") ?? "", /^\/signin\?next=/, path);
  }
  assert.equal((await signIn(ben)).status, 401);
  const sheet = await text(await app.ask(acme.origin, urlOf(ben), { as: owner }));
  assert.match(sheet, /Deactivated[^]*by Ada/);
  assert.match(sheet, /Deactivated a member/, "in the history");
  await app.ask(acme.origin, `${urlOf(ben)}/reactivation`, { as: owner, form: {} });
  assert.equal((await signIn(ben)).status, 303);
});

Deno.test("a member who has lost phone and codes gets a new start from an owner, who says first who they are", async () => {
  const { acme, ada, ben } = await makeCast();
  await addAuthenticator(ben, secondsLater(now, -120));
  assert.match((await signIn(ben)).headers.get("location")!, /^\/auth\/factor/);
  const stale = await sessionFor(ada, secondsLater(now, -11 * 60));
  const asked = await app.ask(acme.origin, `${urlOf(ben)}/factors`, { as: stale, form: {} });
  assert.match(asked.headers.get("location")!, /^\/auth\/confirm/);
  const as = await sessionFor(ada);
  const sheet = await text(await app.ask(acme.origin, urlOf(ben), { as }));
  assert.ok(sheet.includes(`href="${urlOf(ben)}/factors"`));
  assert.match(
    await text(await app.ask(acme.origin, `${urlOf(ben)}/factors`, { as })),
    /Reset the second factors of Ben\?/,
  );
  const done = await app.ask(acme.origin, `${urlOf(ben)}/factors`, { as, form: {} });
  assert.equal(done.headers.get("location"), `${urlOf(ben)}?notice=factors-reset`);
  assert.equal((await signIn(ben)).headers.get("location"), "/dashboard");
  assert.equal((await factorLetters(ben)).at(-1)?.change, "factors_reset");
  assert.equal((await factorEntries(acme.id)).at(-1)?.action, "member.factors_reset");
});

Deno.test("an owner has a member mailed a link for a new password, and never chooses it", async () => {
  const { acme, ada, ben } = await makeCast();
  const as = await sessionFor(ada);
  const stale = await sessionFor(ada, secondsLater(now, -11 * 60));
  const asked = await app.ask(acme.origin, `${urlOf(ben)}/password`, { as: stale, form: {} });
  assert.match(asked.headers.get("location")!, /^\/auth\/confirm/);
  const sheet = await text(await app.ask(acme.origin, urlOf(ben), { as }));
  assert.ok(sheet.includes(`href="${urlOf(ben)}/password"`));
  const form = await text(await app.ask(acme.origin, `${urlOf(ben)}/password`, { as }));
  assert.doesNotMatch(form, /type="password"/);
  const mail = async () =>
    (await app.ask(acme.origin, `${urlOf(ben)}/password`, { as, form: {} })).headers.get("location");
  assert.equal(await mail(), `${urlOf(ben)}?notice=password-link-mailed`);
  const { entries: [entry] } = await listEntries(acme.id, { action: "member.reset_asked" });
  assert.deepEqual([entry.actorName, entry.subjectId], ["Ada", ben.id]);
  const queued = await asSuperuser(async (client) => {
    const { rows } = await client.query(
      "select payload from pooled.jobs where tenant_id = $1 and kind = 'reset.mail'",
      [acme.id],
    );
    return rows.map((it) => it.payload);
  });
  assert.deepEqual(queued, [{ to: ben.email, origin: acme.origin }]);
  assert.equal((await signIn(ben)).status, 303, "the old one is good until there is a new one");
  for (let n = 0; n < 4; n++) await mail();
  assert.equal(await mail(), `${urlOf(ben)}?notice=mails-enough`);
});

Deno.test("a member whose device is lost is signed out everywhere by an owner, and signs in again", async () => {
  const { acme, ada, ben } = await makeCast();
  const [as, lost] = [await sessionFor(ada), await sessionFor(ben)];
  const stale = await sessionFor(ada, secondsLater(now, -11 * 60));
  const asked = await app.ask(acme.origin, `${urlOf(ben)}/sessions`, { as: stale, form: {} });
  assert.match(asked.headers.get("location")!, /^\/auth\/confirm/);
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: lost })).status, 200);
  const sheet = await text(await app.ask(acme.origin, urlOf(ben), { as }));
  assert.ok(sheet.includes(`href="${urlOf(ben)}/sessions"`));
  assert.match(
    await text(await app.ask(acme.origin, `${urlOf(ben)}/sessions`, { as })),
    /Ben is signed in to [^<]* once now/,
  );
  const done = await app.ask(acme.origin, `${urlOf(ben)}/sessions`, { as, form: {} });
  assert.equal(done.headers.get("location"), `${urlOf(ben)}?notice=member-signed-out`);
  const res = await app.ask(acme.origin, "/dashboard", { as: lost });
  assert.match(res.headers.get("location") ?? "", /^\/signin\?next=/);
  assert.match(
    await text(await app.ask(acme.origin, `${urlOf(ben)}/sessions`, { as })),
    /Ben is not signed in to/,
  );
  assert.equal((await signIn(ben)).status, 303);
});

Deno.test("an admin is offered nothing against an owner, and refused what is sent by hand", async () => {
  const { acme, ada, ben } = await makeCast();
  await give(ada, ben, { role: "admin" });
  const as = await sessionFor(ben);
  const sheet = await text(await app.ask(acme.origin, urlOf(ada), { as }));
  assert.doesNotMatch(sheet, /Deactivate|Change role|Make Ada an owner|Sign out everywhere|Reset second/);
  for (const path of ["deactivation", "removal", "sessions", "factors", "role", "ownership"]) {
    const res = await app.ask(acme.origin, `${urlOf(ada)}/${path}`, {
      as,
      form: { role: "member", becomes: "owner" },
    });
    assert.equal(res.status, 403, path);
  }
  const own = await app.ask(acme.origin, `${urlOf(ben)}/ownership`, { as, form: { becomes: "owner" } });
  assert.equal(own.status, 403);
  assert.equal((await findMember(acme.id, ada.userId))?.role, "owner");
});

Deno.test("a role of the tenant's own opens the rooms that it names, and no others", async () => {
  const { acme, ada, cleo } = await makeCast();
  const roleId = await makeRole(ada, { name: "Auditor", permissions: ["audit.read", "members.read"] });
  await give(ada, cleo, { role: "custom", roleId });
  const as = await sessionFor(cleo);
  const statuses: Record<string, number> = {};
  for (const path of ["/audit", "/members", "/api-keys", "/settings", "/members/invitations", "/roles/new"]) {
    statuses[path] = (await app.ask(acme.origin, path, { as })).status;
  }
  assert.deepEqual(statuses, {
    "/audit": 200,
    "/members": 200,
    "/api-keys": 403,
    "/settings": 403,
    "/members/invitations": 403,
    "/roles/new": 403,
  });
  const html = await text(await app.ask(acme.origin, "/members", { as }));
  assert.match(html, /href="\/audit"/);
  assert.doesNotMatch(html, /href="\/(api-keys|settings)"/);
  assert.match(html, />Auditor</, "the role has its own name");
});

Deno.test("who manages members by a role of their own offers and gives only what they hold", async () => {
  const { acme, ada, ben } = await makeCast();
  const host = await makeRole(ada, {
    name: "Host",
    permissions: ["members.read", "members.manage", "usage.read", "records.read"],
  });
  await give(ada, ben, { role: "custom", roleId: host });
  const as = await sessionFor(ben);
  const form = await text(await app.ask(acme.origin, "/members/invitations", { as }));
  const offered = [...form.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
  assert.deepEqual([...new Set(offered)].filter((it) => !/^\d+$/.test(it)), [
    "read_only",
    publicId("rol", host),
  ]);
  const res = await app.ask(acme.origin, "/members/invitations", {
    as,
    form: { email: "newcomer@example.test", role: "admin" },
  });
  assert.equal(res.status, 403);
  const own = await app.ask(acme.origin, `${urlOf(ben)}/role`, { as, form: { role: "admin" } });
  assert.equal(own.status, 403);
});

Deno.test("a role is made, changed and deleted with what its maker holds", async () => {
  const { acme, ada, ben } = await makeCast();
  const owner = await sessionFor(ada);
  const post = (path: string, form: Record<string, string>, as = owner) =>
    app.ask(acme.origin, path, { as, form });
  const empty = await post("/roles/new", { name: "" });
  assert.equal(empty.status, 422);
  const said = await text(empty);
  assert.match(said, /id="name-error"[^>]*>Give the role a name/);
  assert.match(said, /id="permissions-error"[^>]*>Choose what the role may do/);
  await post("/roles/new", { name: "Maker", "roles.manage": "on", "usage.read": "on" });
  await post("/roles/new", { name: "Books", "audit.read": "on" });
  const taken = await post("/roles/new", { name: "books", "usage.read": "on" });
  assert.match(await text(taken), /id="name-error"[^>]*>Another role is called that already/);
  const page = await text(await app.ask(acme.origin, "/roles", { as: owner }));
  const [books, maker] = ["Books", "Maker"].map((name) =>
    new RegExp(`/roles/(rol_\\w+)"[^>]*>Change<[^>]*> ${name}`).exec(page)![1]
  );
  await post(`${urlOf(ben)}/role`, { role: maker });
  const as = await sessionFor(ben);
  assert.equal((await post("/roles/new", { name: "Mine", "audit.read": "on" }, as)).status, 403);
  assert.equal(
    (await post(`/roles/${maker}`, { name: "Maker", "roles.manage": "on", "audit.read": "on" }, as)).status,
    403,
  );
  assert.equal((await post(`/roles/${books}/deletion`, {}, as)).status, 403);
  assert.equal((await post("/roles/new", { name: "Mine", "usage.read": "on" }, as)).status, 303);
  const used = await post(`/roles/${maker}/deletion`, {});
  assert.equal(used.headers.get("location"), "/roles?notice=role-in-use");
  assert.match(
    await text(await app.ask(acme.origin, `/roles/${maker}/deletion`, { as: owner })),
    /while somebody has it: Ben/,
  );
  const gone = await post(`/roles/${books}/deletion`, {});
  assert.equal(gone.headers.get("location"), "/roles?notice=role-deleted");
});

Deno.test("a role that is not the owner's to give cannot be smuggled in", async () => {
  const { acme, ada, ben } = await makeCast();
  const as = await sessionFor(ada);
  await app.ask(acme.origin, "/roles/new", {
    as,
    form: { name: "King", "usage.read": "on", "ownership.transfer": "on" },
  });
  const page = await text(await app.ask(acme.origin, "/roles", { as }));
  const role = /\/roles\/(rol_\w+)"[^>]*>Change/.exec(page)![1];
  await app.ask(acme.origin, `${urlOf(ben)}/role`, { as, form: { role } });
  assert.deepEqual([...(await findMember(acme.id, ben.userId))!.permissions], ["usage.read"]);
  const gone = await app.ask(acme.origin, `${urlOf(ben)}/role`, { as, form: { role: "owner" } });
  assert.equal(gone.headers.get("location"), `${urlOf(ben)}?notice=role-gone`);
});

Deno.test("the house is handed over by who has just shown who they are, and by nobody at a screen left open", async () => {
  const { acme, ada, ben } = await makeCast();
  const anHourAgo = new Date(now.getTime() - 3_600_000);
  const stale = await sessionFor(ada, anHourAgo);
  const form = { becomes: "admin" };
  const asked = await app.ask(acme.origin, `${urlOf(ben)}/ownership`, { as: stale, form });
  assert.match(asked.headers.get("location") ?? "", /^\/auth\/confirm\?login=/);
  assert.equal((await findMember(acme.id, ben.userId))?.role, "member");
  const done = await app.ask(acme.origin, `${urlOf(ben)}/ownership`, { as: await sessionFor(ada), form });
  assert.equal(done.headers.get("location"), "/members?notice=ownership-given");
  assert.deepEqual(
    (await listMembers(acme.id)).map((it) => [it.name, it.role]),
    [["Ada", "admin"], ["Ben", "owner"], ["Cleo", "read_only"]],
  );
  const again = await app.ask(acme.origin, `${urlOf(ben)}/ownership`, { as: await sessionFor(ada), form });
  assert.equal(again.status, 403, "an owner no more");
});

Deno.test("everybody may leave but the last owner, who is told what to do", async () => {
  const { acme, ada, ben } = await makeCast();
  const res = await app.ask(acme.origin, "/leaving", { as: await sessionFor(ada), form: {} });
  assert.equal(res.status, 409);
  assert.match(await text(res), /You are the last owner[^]*Make another member an owner first/);
  const as = await sessionFor(ben);
  const left = await app.ask(acme.origin, "/leaving", { as, form: {} });
  assert.equal(left.headers.get("location"), "/signin?notice=moved-out");
  for (const cookie of left.headers.getSetCookie()) assert.match(cookie, /^__Host-(at|rt)=;/);
  assert.match((await app.ask(acme.origin, "/dashboard", { as })).headers.get("location") ?? "", /signin/);
  assert.equal((await signIn(ben)).status, 401);
});

Deno.test("the last owner is not demoted, by a page that says why", async () => {
  const { acme, ada } = await makeCast();
  const res = await app.ask(acme.origin, `${urlOf(ada)}/role`, {
    as: await sessionFor(ada),
    form: { role: "admin" },
  });
  assert.equal(res.headers.get("location"), `${urlOf(ada)}?notice=last-owner`);
});

Deno.test("a removed member is gone from the list and stays in the audit log", async () => {
  const { acme, ada, ben } = await makeCast();
  const as = await sessionFor(ada);
  const res = await app.ask(acme.origin, `${urlOf(ben)}/removal`, { as, form: {} });
  assert.equal(res.headers.get("location"), "/members?notice=member-removed");
  assert.doesNotMatch(await text(await app.ask(acme.origin, "/members", { as })), new RegExp(ben.email));
  assert.equal((await app.ask(acme.origin, urlOf(ben), { as })).status, 404);
  assert.match(await text(await app.ask(acme.origin, "/audit?action=member.removed", { as })), /Name: Ben/);
});

Deno.test("many members have a search and pages", async () => {
  const { acme, ada } = await makeCast();
  for (let n = 10; n < 64; n++) {
    await joinHouse(ada, `Worker ${n}`, "member", new Date(now.getTime() + n * 1_000));
  }
  const as = await sessionFor(ada);
  const first = await text(await app.ask(acme.origin, "/members", { as }));
  assert.match(first, /57 members/);
  assert.match(first, /Part of the name or email/);
  const next = /href="(\/members\?cursor=[^"]+)"/.exec(first)![1].replaceAll("&amp;", "&");
  const second = await text(await app.ask(acme.origin, next, { as }));
  assert.match(second, />Worker 63</);
  assert.doesNotMatch(second, />Worker 10</);
  const found = await text(await app.ask(acme.origin, "/members?q=wORKER+4", { as }));
  assert.match(found, /10 members/);
  assert.match(found, />Worker 42</);
  assert.match(
    await text(await app.ask(acme.origin, "/members?q=nobody-like-this", { as })),
    /Nobody is called that/,
  );
  assert.equal((await searchMembers(acme.id, { search: "%" })).members.length, 0, "no pattern");
  assert.equal((await searchMembers(acme.id, { search: ada.email.toUpperCase() })).members[0].id, ada.id);
  const { nextCursor } = await searchMembers(acme.id, { pageSize: 20 });
  const page = await searchMembers(acme.id, { pageSize: 20, after: nextCursor });
  assert.deepEqual([page.total, page.members.length], [57, 20]);
  const back = await searchMembers(acme.id, { pageSize: 20, before: page.previousCursor });
  assert.deepEqual(back.members.map((it) => it.name).slice(0, 3), ["Ada", "Ben", "Cleo"]);
});

Deno.test("a member's page shows its history to who may read the audit log, and to nobody else", async () => {
  const { acme, ada, ben, cleo } = await makeCast();
  await give(ada, cleo, { role: "member" });
  const history = async (by: Person) =>
    /Changed a member’s role/.test(
      await text(await app.ask(acme.origin, urlOf(cleo), { as: await sessionFor(by) })),
    );
  assert.equal(await history(ada), true);
  assert.equal(await history(ben), false);
});

Deno.test("what an owner may do to another owner, they may do", async () => {
  const { acme, ada, ben } = await makeCast();
  await transferOwnership(acme.id, {
    by: ada.id,
    memberId: ben.id,
    actor: actorOf(ada),
    becomes: "owner",
    now,
  });
  const res = await app.ask(acme.origin, `${urlOf(ada)}/removal`, { as: await sessionFor(ben), form: {} });
  assert.equal(res.headers.get("location"), "/members?notice=member-removed");
});

async function give(by: Person, to: Person, role: Parameters<typeof changeRole>[1]["to"]): Promise<void> {
  const given = await changeRole(by.tenant.id, {
    by: by.id,
    memberId: to.id,
    to: role,
    actor: actorOf(by),
    now,
  });
  assert(given.ok);
}

async function signIn({ tenant, email }: Person): Promise<Response> {
  return await new TestBrowser(app).post(`${tenant.origin}/signin`, { email, password: PASSWORD });
}

function urlOf({ id }: Person): string {
  return `/members/${publicId("mem", id)}`;
}

function text(res: Response): Promise<string> {
  return res.text();
}
