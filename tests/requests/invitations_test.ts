import assert from "node:assert/strict";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { deactivateMember } from "@/lib/tenancy/membership/deactivate_member.ts";
import { resendInvitation } from "@/lib/tenancy/invitations/resend_invitation.ts";
import { revokeInvitation } from "@/lib/tenancy/invitations/revoke_invitation.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import {
  actorOf,
  mailedToken,
  makeInvitation,
  makeInvitationLink,
  runAsked,
  tokenOf,
} from "@/tests/support/invitations.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
const { acme, globex, ada, ben, max } = await makeCast();
const NEW_PASSWORD = "four words nobody combines";
const now = new Date();
await prove(max);

const AS_NEW = { way: "new", name: "Newcomer", password: NEW_PASSWORD };
const AS_MAX = { way: "known", email: max.email, password: PASSWORD };

Deno.test("somebody new opens the mail, chooses a name and a password, and is inside", async () => {
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const browser = new TestBrowser(app);
  const url = `${acme.origin}/invitations/${token}`;
  const shown = await text(await browser.get(url));
  assert.match(shown, /Ada invites you as/);
  assert.match(shown, new RegExp(`value="${email}"`));
  assert.equal((await membersAt(email)).length, 0, "looking changes nothing");
  const res = await browser.post(url, { ...AS_NEW, email });
  assert.equal(res.status, 303, await text(res));
  assert.equal(res.headers.get("location"), "/dashboard?notice=welcome");
  const inside = await browser.get(`${acme.origin}/dashboard?notice=welcome`);
  assert.equal(inside.status, 200);
  assert.match(await text(inside), /Welcome: you are a member now/);
  const [member] = await membersAt(email);
  assert.deepEqual([member.name, member.role, member.isEmailProven], ["Newcomer", "member", true]);
});

Deno.test("a form that is sent twice leads the same person in, and nobody with another password", async () => {
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const url = `${acme.origin}/invitations/${token}`;
  const [one, two, thief] = [new TestBrowser(app), new TestBrowser(app), new TestBrowser(app)];
  const answers = await Promise.all([one, two].map((it) => it.post(url, { ...AS_NEW, email })));
  assert.deepEqual(answers.map((it) => it.status), [303, 303]);
  assert.equal((await membersAt(email)).length, 1);
  const refused = await thief.post(url, { ...AS_NEW, email, password: "another password of four words" });
  assert.equal(refused.status, 410);
  assert.match(await text(refused), /This invitation is used up/);
  assert.equal(thief.cookie(acme.origin, "__Host-at"), undefined);
});

Deno.test("what is wrong with the form stands beside the field, and the invitation stays open", async () => {
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const url = `${acme.origin}/invitations/${token}`;
  const res = await new TestBrowser(app).post(url, { way: "new", email, name: "", password: "short" });
  assert.equal(res.status, 422);
  const shown = await text(res);
  assert.match(shown, /id="name-error"[^>]*>Enter your name/);
  assert.match(shown, /id="password-error"[^>]*>Use at least 15 characters/);
  for (const password of ["we all work at Acme today", `${email.split("@")[0]} is my name`]) {
    const named = await new TestBrowser(app).post(url, { way: "new", email, name: "Newcomer", password });
    assert.match(await text(named), /Leave your name, your company, its address, your email/);
  }
  const form = { way: "new", email, name: "Newcomer", password: "hunterhunterhunter" };
  const common = await new TestBrowser(app).post(url, form);
  assert.equal(common.status, 422);
  assert.match(await text(common), /id="password-error"[^>]*>Too many people use this one/);
  assert.equal((await new TestBrowser(app).post(url, { way: "other" })).status, 422);
  assert.equal((await membersAt(email)).length, 0);
});

Deno.test("the address that is sent with the form makes nobody else of the one who was invited", async () => {
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const browser = new TestBrowser(app);
  const res = await browser.post(`${acme.origin}/invitations/${token}`, {
    ...AS_NEW,
    email: "boss@acme.test",
  });
  assert.equal(res.status, 303);
  assert.equal((await membersAt(email)).length, 1);
  assert.equal((await membersAt("boss@acme.test")).length, 0);
});

Deno.test("somebody with an identity of ours is asked for its password, and lives in both houses then", async () => {
  const { token } = await makeInvitation(ada, { email: max.email });
  const browser = new TestBrowser(app);
  const url = `${acme.origin}/invitations/${token}`;
  const shown = await text(await browser.get(url));
  assert.match(shown, /You have a password with us already/);
  assert.doesNotMatch(shown, /Your name/);
  const wrong = await browser.post(url, { ...AS_MAX, password: "not the password" });
  assert.equal(wrong.status, 401);
  assert.match(await text(wrong), /do not open this door/);
  const takeover = await browser.post(url, { ...AS_NEW, email: max.email });
  assert.equal(takeover.status, 409);
  assert.match(await text(takeover), /We know this address already/);
  assert.equal(await findMember(acme.id, max.userId), undefined);
  const res = await browser.post(url, AS_MAX);
  assert.equal(res.headers.get("location"), "/dashboard?notice=welcome");
  assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 200);
  assert.equal((await findMember(acme.id, max.userId))?.role, "member");
  const { email, password } = AS_MAX;
  await browser.post(`${globex.origin}/signin`, { email, password });
  const menu = await text(await browser.get(`${globex.origin}/dashboard`));
  assert.ok(menu.includes(`href="${acme.origin}/auth/from/${globex.slug}"`), "the switcher");
});

Deno.test("an invitation is worth nothing on another tenant's host", async () => {
  const { token } = await makeInvitation(ada, { email: address() });
  for (const form of [undefined, AS_NEW, AS_MAX, { way: "ask", asked: address() }]) {
    const res = await app.ask(globex.origin, `/invitations/${token}`, { form });
    const shown = await text(res);
    assert.ok([404, 401].includes(res.status), `${res.status}`);
    assert.match(shown, /We do not know this invitation/);
    assert.doesNotMatch(shown, /Acme|Ada/);
  }
  assert.equal((await app.ask(acme.origin, `/invitations/${token}`)).status, 200);
});

Deno.test("who is signed in as somebody else is told who, for whom it is, and can sign out to accept", async () => {
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const as = await sessionFor(ben);
  const path = `/invitations/${token}`;
  const shown = await text(await app.ask(acme.origin, path, { as }));
  assert.match(shown, /This invitation is for somebody else/);
  assert.ok(shown.includes(email) && shown.includes(ben.email));
  for (const form of [{ ...AS_NEW, email }, AS_MAX]) {
    assert.equal((await app.ask(acme.origin, path, { as, form })).status, 409);
  }
  assert.equal((await membersAt(email)).length, 0);
  const action = /action="(\/signout[^"]*)"/.exec(shown)![1];
  const out = await app.ask(acme.origin, action, { as, form: {} });
  assert.equal(out.headers.get("location"), path);
  assert.equal((await app.ask(acme.origin, path, { as })).status, 200);
});

Deno.test("signing out leads to no other origin", async () => {
  const as = await sessionFor(ben);
  const out = await app.ask(acme.origin, "/signout?next=https%3A%2F%2Fevil.example%2F", { as, form: {} });
  assert.equal(out.headers.get("location"), "/signin?notice=signed-out");
});

Deno.test("who is signed in as the very person, or opens a link, hears that they live here", async () => {
  const as = await sessionFor(ben);
  const email = address();
  const { invitationId, token } = await makeInvitation(ada, { email });
  // The person has been given this address since.
  await asSuperuser((client) =>
    client.query("update pooled.invitations set email = $2 where id = $1", [invitationId, ben.email])
  );
  const link = await makeInvitationLink(ada);
  for (const one of [token, link.token]) {
    const shown = await app.ask(acme.origin, `/invitations/${one}`, { as });
    assert.match(await text(shown), /You live here already/);
    const res = await app.ask(acme.origin, `/invitations/${one}`, { as, form: AS_MAX });
    assert.equal(res.status, 409);
  }
});

Deno.test("each way in which an invitation is over has a sentence that says what to do", async () => {
  const by = { by: ada.id, actor: actorOf(ada), now };
  const over: [number, RegExp, (it: { invitationId: string; token: string }) => Promise<unknown>][] = [
    [
      410,
      /was revoked.*ask whoever invited you for a new one/,
      (it) => revokeInvitation(acme.id, { ...it, ...by }),
    ],
    [410, /newer invitation.*Open the last mail/, (it) => resendInvitation(acme, { ...it, ...by })],
    [
      410,
      /used up.*If it was you, sign in/,
      (it) => new TestBrowser(app).post(`${acme.origin}/invitations/${it.token}`, { ...AS_NEW, email: "" }),
    ],
    [410, /has run out.*Ask whoever invited you to send it again/, (it) => change(it, "expires_at = now()")],
    [
      410,
      /can no longer invite people.*Ask an owner or admin/,
      (it) => change(it, `invited_by = '${ben.userId}'`),
    ],
  ];
  for (const [status, sentence, end] of over) {
    const invited = await makeInvitation(ada, { email: address() });
    await end(invited);
    for (const form of [undefined, { ...AS_NEW, email: "x" }]) {
      const res = await app.ask(acme.origin, `/invitations/${invited.token}`, { form });
      assert.equal(res.status, status);
      assert.match((await text(res)).replaceAll(/\s+/g, " "), new RegExp(sentence, "s"));
    }
  }
  for (const token of [newBearerSecret(), "x", "..%2F..%2Fdashboard"]) {
    const res = await app.ask(acme.origin, `/invitations/${token}`);
    assert.ok([400, 404].includes(res.status), `${token}: ${res.status}`);
  }
});

Deno.test("by a link one names an address, and the answer is the same for whomever", async () => {
  const { token } = await makeInvitationLink(ada, { role: { role: "read_only" } });
  const path = `/invitations/${token}`;
  assert.match(await text(await app.ask(acme.origin, path)), /Name your address/);
  const newcomer = address();
  const answers = [];
  for (const asked of [newcomer, ben.email, max.email]) {
    const res = await app.ask(acme.origin, path, { form: { way: "ask", asked } });
    answers.push([res.status, (await text(res)).replaceAll(asked, "").replaceAll(/nonce="[^"]+"/g, "")]);
  }
  assert.equal(answers[0][0], 200);
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
  const two = await app.ask(acme.origin, path, { form: { way: "ask", asked: "a@x.test, b@x.test" } });
  assert.equal(two.status, 422);
  assert.match(await text(two), /id="asked-error"[^>]*>Enter an email address/);
  await runAsked(acme.id);
  const browser = new TestBrowser(app);
  const mailed = `${acme.origin}/invitations/${await mailedToken(acme.id, newcomer)}`;
  assert.equal((await browser.post(mailed, { ...AS_NEW, email: newcomer })).status, 303);
  assert.deepEqual((await membersAt(newcomer)).map((it) => it.role), ["read_only"]);
});

Deno.test("by a link nobody comes in as new without the mail, and a known person comes in by their password", async () => {
  const { token } = await makeInvitationLink(ada);
  const path = `/invitations/${token}`;
  const email = address();
  assert.equal((await app.ask(acme.origin, path, { form: { ...AS_NEW, email } })).status, 409);
  assert.equal((await membersAt(email)).length, 0);
  const wrong = await app.ask(acme.origin, path, { form: { ...AS_MAX, password: "not the password" } });
  const unknown = await app.ask(acme.origin, path, { form: { way: "known", email, password: PASSWORD } });
  assert.deepEqual([wrong.status, unknown.status], [401, 401]);
  const browser = new TestBrowser(app);
  const res = await browser.post(`${acme.origin}${path}`, AS_MAX);
  assert.equal(res.status, 303);
});

Deno.test("a deactivated member comes in by no invitation", async () => {
  const { acme, ada, ben } = await makeCast();
  await prove(ben);
  const { token } = await makeInvitationLink(ada);
  await deactivateMember(acme.id, { by: ada.id, memberId: ben.id, actor: actorOf(ada), now });
  const res = await app.ask(acme.origin, `/invitations/${token}`, {
    form: { way: "known", email: ben.email, password: PASSWORD },
  });
  assert.equal(res.status, 403);
  assert.match(await text(res), /Your membership here is deactivated/);
  const door = await app.ask(acme.origin, "/signin", { form: { email: ben.email, password: PASSWORD } });
  assert.equal(door.status, 401);
});

Deno.test("the page of an invitation is for no search engine, cache or log", async () => {
  const { token } = await makeInvitation(ada, { email: address() });
  const lines: string[] = [];
  const original = console.log;
  console.log = (...parts: unknown[]) => lines.push(parts.join(" "));
  try {
    const res = await app.ask(acme.origin, `/invitations/${token}`);
    assert.match(res.headers.get("x-robots-tag") ?? "", /noindex/);
    assert.match(res.headers.get("cache-control") ?? "", /no-store/);
    assert.equal(res.headers.get("referrer-policy"), "same-origin");
  } finally {
    console.log = original;
  }
  assert.ok(!lines.join("\n").includes(token));
});

Deno.test("an admin invites, sends again and revokes; a link is shown once", async () => {
  const as = await sessionFor(ada);
  const email = address();
  const post = (path: string, form: Record<string, string>) => app.ask(acme.origin, path, { as, form });
  const sent = await post("/members/invitations", { email, role: "member" });
  assert.equal(sent.headers.get("location"), "/members?notice=invited");
  const first = await mailedToken(acme.id, email);
  const page = await text(await app.ask(acme.origin, "/members", { as }));
  assert.ok(page.includes(email) && !page.includes(first));
  const [, id] = new RegExp(`id="(inv_\\w+)"[^]*?${email}`).exec(
    page.slice(page.lastIndexOf("<tr", page.indexOf(email))),
  )!;
  const again = await post(`/members/invitations/${id}/resending`, {});
  assert.equal(again.headers.get("location"), "/members?notice=invited-again");
  assert.notEqual(await mailedToken(acme.id, email), first);
  const revoked = await post(`/members/invitations/${id}/revocation`, {});
  assert.equal(revoked.headers.get("location"), "/members?notice=invitation-revoked");
  const gone = await post(`/members/invitations/${id}/revocation`, {});
  assert.equal(gone.headers.get("location"), "/members?notice=invitation-over");

  const linked = await post("/members/invitations/link", { role: "read_only", uses: "2", days: "1" });
  const shown = await text(linked);
  const [url] = new RegExp(`${acme.origin}/invitations/[\\w-]{43}`).exec(shown)!;
  assert.equal((await app.ask(acme.origin, `/invitations/${tokenOf(url)}`)).status, 200);
  assert.ok(!(await text(await app.ask(acme.origin, "/members", { as }))).includes(tokenOf(url)));
});

Deno.test("what is wrong with an invitation stands beside its field", async () => {
  const as = await sessionFor(ada);
  const said = async (path: string, form: Record<string, string>) => {
    const res = await app.ask(acme.origin, path, { as, form });
    const errors = [...(await text(res)).matchAll(/id="(\w[\w-]*)-error"[^>]*>([^<]+)/g)];
    return [res.status, errors.map(([, field, error]) => `${field}: ${error}`)];
  };
  const role = "member";
  for (const email of ["", "a@x.test, b@x.test", "a@x.test\r\nBcc: b@x.test", "Ada <ada@x.test>"]) {
    assert.deepEqual(await said("/members/invitations", { email, role }), [422, [
      "email: Enter an email address such as ada@acme.test",
    ]], email);
  }
  assert.deepEqual(await said("/members/invitations", { email: ben.email, role }), [422, [
    "email: A member has this address already",
  ]]);
  for (const role of ["owner", "", "rol_nonsense"]) {
    assert.deepEqual(await said("/members/invitations", { email: address(), role }), [422, [
      "role: Choose a role from the list",
    ]], role);
  }
  assert.deepEqual(await said("/members/invitations", { email: address(), role: publicId("rol", newId()) }), [
    422,
    [
      "role: This role was just deleted; choose another",
    ],
  ]);
  assert.deepEqual(await said("/members/invitations/link", { role, uses: "1000", days: "7" }), [422, [
    "uses: Enter a number from 1 to 100",
  ]]);
});

function address(): string {
  return `newcomer-${newId().slice(-12)}@example.test`;
}

async function membersAt(email: string) {
  return (await listMembers(acme.id)).filter((it) => it.email === email);
}

function text(res: Response): Promise<string> {
  return res.text();
}

async function prove({ userId }: Person): Promise<void> {
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [userId])
  );
}

async function change({ invitationId }: { invitationId: string }, set: string): Promise<void> {
  await asSuperuser((client) =>
    client.query(`update pooled.invitations set ${set} where id = $1`, [invitationId])
  );
}
