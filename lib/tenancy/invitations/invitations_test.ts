import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import { newId } from "@/lib/ids.ts";
import { signUp } from "@/lib/onboarding/sign_up.ts";
import { makeCast, PASSWORD, PASSWORD_PHC, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import {
  actorOf,
  mailedToken,
  mailsTo,
  makeInvitation,
  makeInvitationLink,
  makeRole,
  runAsked,
  tokenOf,
} from "@/tests/support/invitations.ts";
import { findMember } from "../find_member.ts";
import { listMembers } from "../list_members.ts";
import { changeRole } from "../membership/change_role.ts";
import { deactivateMember } from "../membership/deactivate_member.ts";
import { removeMember } from "../membership/remove_member.ts";
import { acceptAsKnown, acceptAsNew } from "./accept_invitation.ts";
import { askByLink } from "./ask_by_link.ts";
import { InvitationForm, LinkForm } from "./invitation_form.ts";
import { invite, makeLink } from "./invite.ts";
import { joinAsKnown } from "./join_as_known.ts";
import { joinAsNew } from "./join_as_new.ts";
import { listInvitations } from "./list_invitations.ts";
import { lookAtInvitation } from "./look_at_invitation.ts";
import { newPersonForm } from "./new_person_form.ts";
import { resendInvitation } from "./resend_invitation.ts";
import { revokeInvitation } from "./revoke_invitation.ts";

const now = new Date();
const NEW_PASSWORD = "four words nobody combines";

Deno.test("invite() mails one way in, for seven days, and keeps no more of it than its hash", async () => {
  const { ada, acme } = await makeCast();
  const email = address();
  const { invitationId, token } = await makeInvitation(ada, { email, role: { role: "admin" }, now });
  const [{ data }] = await mailsTo(acme.id, email);
  assert.deepEqual(data, {
    inviterName: "Ada",
    tenantName: "Acme",
    acceptUrl: `${acme.origin}/invitations/${token}`,
    days: 7,
  });
  const found = await lookAtInvitation(acme.id, { token, now });
  assert(found.ok);
  assert.deepEqual(found.invitation, {
    id: invitationId,
    email,
    linkId: undefined,
    role: "admin",
    roleId: undefined,
    roleName: undefined,
    inviterId: ada.userId,
    inviterName: "Ada",
    expiresAt: secondsAfter(now, 7 * 86_400),
  });
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select payload::text, (select string_agg(t::text, '') from pooled.invitation_tokens t) as tokens from pooled.jobs where tenant_id = $1",
      [acme.id],
    )
  );
  for (const { payload, tokens } of rows) assert.ok(!payload.includes(token) && !tokens.includes(token));
  assert.deepEqual(await entries(acme.id), [
    { action: "invitation.created", detail: { email, role: "admin" } },
  ]);
});

Deno.test("invite() has a reason for each refusal, and says nothing of who is known elsewhere", async () => {
  const { ada, ben, cleo, max, acme } = await makeCast();
  const inviting = (email: string, by = ada, role = "member") =>
    invite(acme, { email, role: { role: role as "member" }, by: by.id, actor: actorOf(by), now });
  assert.deepEqual(await inviting(ben.email.toUpperCase()), { ok: false, reason: "member_already" });
  await deactivateMember(acme.id, { by: ada.id, memberId: ben.id, actor: actorOf(ada), now });
  assert.deepEqual(await inviting(ben.email), { ok: false, reason: "deactivated" });
  await prove(max);
  const [known, unknown] = [await inviting(max.email), await inviting(address())];
  assert.deepEqual([known.ok, unknown.ok], [true, true]);
  assert.deepEqual(await inviting(max.email), { ok: false, reason: "invited_already" });
  assert.deepEqual(await inviting(address(), cleo), { ok: false, reason: "above_your_role" });
  const roleId = await makeRole(max, { name: "Theirs", permissions: ["usage.read"] });
  assert.deepEqual(
    await invite(acme, {
      email: address(),
      role: { role: "custom", roleId },
      by: ada.id,
      actor: actorOf(ada),
      now,
    }),
    { ok: false, reason: "unknown_role" },
  );
});

Deno.test("invite() gives no role that may more than whoever invites", async () => {
  const { ada, ben, acme } = await makeCast();
  const roleId = await makeRole(ada, {
    name: "Host",
    permissions: ["members.manage", "usage.read", "records.read"],
  });
  await changeRole(acme.id, {
    by: ada.id,
    memberId: ben.id,
    to: { role: "custom", roleId },
    actor: actorOf(ada),
    now,
  });
  const role = (role: "admin" | "read_only") =>
    invite(acme, { email: address(), role: { role }, by: ben.id, actor: actorOf(ben), now });
  assert.deepEqual(await role("admin"), { ok: false, reason: "above_your_role" });
  assert((await role("read_only")).ok);
  const linked = await makeLink(acme, {
    role: { role: "admin" },
    uses: 1,
    expiresAt: secondsAfter(now, 60),
    by: ben.id,
    actor: actorOf(ben),
    now,
  });
  assert.deepEqual(linked, { ok: false, reason: "above_your_role" });
});

Deno.test("invite() sends thirty invitations at once, of one tenant, and then makes it wait", async () => {
  const { ada, max, acme, globex } = await makeCast();
  const one = (by: Person, tenant = acme) =>
    invite(tenant, { email: address(), role: { role: "member" }, by: by.id, actor: actorOf(by), now });
  for (let n = 0; n < 30; n++) assert((await one(ada)).ok);
  assert.deepEqual(await one(ada), { ok: false, reason: "too_many", retryAfterSeconds: 120 });
  assert((await one(max, globex)).ok);
});

Deno.test("joinAsNew() makes somebody new a member whose address is proven, with an audit entry", async () => {
  const { ada, acme } = await makeCast();
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const joined = await asNew(acme.id, token);
  assert(joined.ok);
  const member = await findMember(acme.id, joined.member.userId);
  assert.deepEqual([member?.name, member?.email, member?.role, member?.isEmailProven], [
    "Newcomer",
    email,
    "member",
    true,
  ]);
  assert.deepEqual((await entries(acme.id, "member.joined")).at(-1), {
    action: "member.joined",
    detail: { name: "Newcomer", role: "member", invited_by: "Ada" },
  });
  assert.deepEqual(await lookAtInvitation(acme.id, { token, now }), { ok: false, reason: "used" });
  assert.deepEqual(await listInvitations(acme.id), []);
});

Deno.test("joinAsNew() refuses a password that is tried first, or names the person or the house", async () => {
  const { ada, acme } = await makeCast();
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const faults = {
    "1qazxsw23edcvfr4": "common",
    "hunterhunterhunter": "common",
    "the house of Acme": "names_somebody",
    "Newcomer, and nobody but Newcomer": "names_somebody",
    [`${email.split("@")[0]} and more`]: "names_somebody",
    "fourteen chars": "too_short",
  };
  for (const [password, fault] of Object.entries(faults)) {
    assert.deepEqual(await asNew(acme.id, token, password), { ok: false, reason: "weak", fault });
  }
  assert.ok((await asNew(acme.id, token)).ok, "the invitation is still open");
});

Deno.test("an invitation gives a role of the tenant's own, as it is when it is accepted", async () => {
  const { ada, acme } = await makeCast();
  const roleId = await makeRole(ada, { name: "Books", permissions: ["usage.read"] });
  const { token } = await makeInvitation(ada, { email: address(), role: { role: "custom", roleId } });
  const joined = await asNew(acme.id, token);
  assert(joined.ok);
  assert.equal((await findMember(acme.id, joined.member.userId))?.roleName, "Books");
});

Deno.test("an invitation of one tenant is as good as made up on another's host", async () => {
  const { ada, max, acme, globex } = await makeCast();
  await prove(max);
  const { token } = await makeInvitation(ada, { email: max.email });
  const unknown = { ok: false, reason: "unknown" };
  assert.deepEqual(await lookAtInvitation(globex.id, { token, now }), unknown);
  assert.deepEqual(await asNew(globex.id, token), unknown);
  const asMax = { email: max.email, password: PASSWORD, visitor: visitor(), now, token };
  assert.deepEqual(await joinAsKnown(globex.id, asMax), { ok: false, reason: "wrong_credentials" });
  assert((await joinAsKnown(acme.id, asMax)).ok);
});

Deno.test("every way in which an invitation is over has its reason, for everybody who accepts", async () => {
  const { ada, ben, max, acme } = await makeCast();
  await prove(max);
  const by = { by: ada.id, actor: actorOf(ada) };
  const over: [string, (invited: { invitationId: string; token: string }) => Promise<unknown>][] = [
    ["revoked", ({ invitationId }) => revokeInvitation(acme.id, { invitationId, actor: actorOf(ada), now })],
    ["replaced", ({ invitationId }) => resendInvitation(acme, { invitationId, ...by, now })],
    ["used", ({ token }) => asNew(acme.id, token)],
    [
      "expired",
      ({ invitationId }) =>
        asSuperuser((client) =>
          client.query("update pooled.invitations set expires_at = $2 where id = $1", [invitationId, now])
        ),
    ],
    ["inviter_gone", async ({ invitationId }) => {
      await asSuperuser((client) =>
        client.query("update pooled.invitations set invited_by = $2 where id = $1", [
          invitationId,
          ben.userId,
        ])
      );
    }],
  ];
  for (const [reason, end] of over) {
    const email = address();
    const invited = await makeInvitation(ada, { email });
    await end(invited);
    const { token } = invited;
    assert.deepEqual(await lookAtInvitation(acme.id, { token, now }), { ok: false, reason }, reason);
    assert.deepEqual(await asNew(acme.id, token), { ok: false, reason }, reason);
    const person = { userId: max.userId, name: "Max", email };
    assert.deepEqual(await acceptAsKnown(acme.id, { token, person, now }), { ok: false, reason }, reason);
    assert.deepEqual(await acceptAsNew(acme.id, { token, name: "Newcomer", phc: PASSWORD_PHC, now }), {
      ok: false,
      reason,
    }, reason);
  }
});

Deno.test("who was thrown out does not come back by an invitation that they sent before", async () => {
  const { ada, ben, acme } = await makeCast();
  const acting = { by: ada.id, memberId: ben.id, actor: actorOf(ada), now };
  await changeRole(acme.id, { ...acting, to: { role: "admin" } });
  const email = address();
  const [invited, link] = [await makeInvitation(ben, { email }), await makeInvitationLink(ben)];
  await removeMember(acme.id, acting);
  const gone = { ok: false, reason: "inviter_gone" };
  assert.deepEqual(await asNew(acme.id, invited.token), gone);
  assert.deepEqual(await ask(acme, link.token, address()), gone);
  await resendInvitation(acme, { ...invited, by: ada.id, actor: actorOf(ada), now });
  assert((await asNew(acme.id, await mailedToken(acme.id, email))).ok, "once somebody else stands for it");
});

Deno.test("an invitation gives no more than whoever sent it may give when it is accepted", async () => {
  const { ada, ben, acme } = await makeCast();
  const acting = { by: ada.id, memberId: ben.id, actor: actorOf(ada), now };
  await changeRole(acme.id, { ...acting, to: { role: "admin" } });
  const { token } = await makeInvitation(ben, { email: address(), role: { role: "admin" } });
  const roleId = await makeRole(ada, { name: "Host", permissions: ["members.manage", "members.read"] });
  await changeRole(acme.id, { ...acting, to: { role: "custom", roleId } });
  assert.deepEqual(await asNew(acme.id, token), { ok: false, reason: "inviter_gone" });
});

Deno.test("an invitation of somebody who may no longer invite at all lets nobody in", async () => {
  const { ada, ben, acme } = await makeCast();
  const acting = { by: ada.id, memberId: ben.id, actor: actorOf(ada), now };
  await changeRole(acme.id, { ...acting, to: { role: "admin" } });
  const { token } = await makeInvitation(ben, { email: address(), role: { role: "read_only" } });
  await changeRole(acme.id, { ...acting, to: { role: "member" } });
  assert.deepEqual(await asNew(acme.id, token), { ok: false, reason: "inviter_gone" });
});

Deno.test("resendInvitation() mails a new token, and the old one is dead", async () => {
  const { ada, acme } = await makeCast();
  const email = address();
  const { invitationId, token } = await makeInvitation(ada, { email, now });
  const later = secondsAfter(now, 3 * 86_400);
  const resent = await resendInvitation(acme, { invitationId, by: ada.id, actor: actorOf(ada), now: later });
  assert.deepEqual(resent, { ok: true });
  const newest = await mailedToken(acme.id, email);
  assert.notEqual(newest, token);
  assert.deepEqual(await lookAtInvitation(acme.id, { token, now: later }), { ok: false, reason: "replaced" });
  const found = await lookAtInvitation(acme.id, { token: newest, now: later });
  assert.deepEqual(found.ok && found.invitation.expiresAt, secondsAfter(later, 7 * 86_400));
});

Deno.test("resendInvitation() has a reason for each refusal", async () => {
  const { ada, ben, max, acme, globex } = await makeCast();
  const { invitationId } = await makeInvitation(ada, { email: address(), role: { role: "admin" } });
  const resend = (by: Person, tenant = acme) =>
    resendInvitation(tenant, { invitationId, by: by.id, actor: actorOf(by), now });
  assert.deepEqual(await resend(ben), { ok: false, reason: "above_your_role" });
  assert.deepEqual(await resend(max, globex), { ok: false, reason: "not_found" });
  await revokeInvitation(acme.id, { invitationId, actor: actorOf(ada), now });
  assert.deepEqual(await resend(ada), { ok: false, reason: "not_found" });
  for (let n = 0; n < 30; n++) await resend(ada);
  assert.equal((await resend(ada) as { reason: string }).reason, "too_many");
});

Deno.test("resendInvitation() shows the new address of a link, and of a mail none", async () => {
  const { ada, acme } = await makeCast();
  const link = await makeInvitationLink(ada, { now });
  const resent = await resendInvitation(acme, { ...link, by: ada.id, actor: actorOf(ada), now });
  assert(resent.ok && resent.url);
  assert.deepEqual(await lookAtInvitation(acme.id, { token: link.token, now }), {
    ok: false,
    reason: "replaced",
  });
  assert((await lookAtInvitation(acme.id, { token: tokenOf(resent.url), now })).ok);
});

Deno.test("revokeInvitation() finds what is open in this tenant alone, once", async () => {
  const { ada, max, acme, globex } = await makeCast();
  const { invitationId } = await makeInvitation(ada, { email: address() });
  const gone = { ok: false, reason: "not_found" };
  assert.deepEqual(await revokeInvitation(globex.id, { invitationId, actor: actorOf(max), now }), gone);
  assert.deepEqual(await revokeInvitation(acme.id, { invitationId, actor: actorOf(ada), now }), { ok: true });
  assert.deepEqual(await revokeInvitation(acme.id, { invitationId, actor: actorOf(ada), now }), gone);
});

Deno.test("accepting twice at once gives one membership, to one new person", async () => {
  for (let n = 0; n < 3; n++) {
    const { ada, acme } = await makeCast();
    const email = address();
    const { token } = await makeInvitation(ada, { email });
    const accept = () => acceptAsNew(acme.id, { token, name: "Newcomer", phc: PASSWORD_PHC, now });
    const outcomes = await Promise.all([accept(), accept(), accept(), accept()]);
    assert.equal(outcomes.filter((it) => it.ok).length, 1);
    for (const it of outcomes) if (!it.ok) assert.equal(it.reason, "used");
    assert.equal((await listMembers(acme.id)).filter((it) => it.email === email).length, 1);
    const { rows } = await asSuperuser((client) =>
      client.query("select from platform.users where email = $1", [email])
    );
    assert.equal(rows.length, 1);
  }
});

Deno.test("accepting twice at once gives one membership, to one known person", async () => {
  const { ada, max, acme } = await makeCast();
  await prove(max);
  const { token } = await makeInvitation(ada, { email: max.email });
  const accept = () => acceptAsKnown(acme.id, { token, person: max, now });
  const outcomes = await Promise.all([accept(), accept(), accept()]);
  assert.equal(outcomes.filter((it) => it.ok).length, 1);
  assert.equal((await listMembers(acme.id)).filter((it) => it.userId === max.userId).length, 1);
});

Deno.test("revoking and accepting at once end in one of the two, never in both", async () => {
  for (let n = 0; n < 3; n++) {
    const { ada, acme } = await makeCast();
    const { invitationId, token } = await makeInvitation(ada, { email: address() });
    const [accepted, revoked] = await Promise.all([
      acceptAsNew(acme.id, { token, name: "Newcomer", phc: PASSWORD_PHC, now }),
      revokeInvitation(acme.id, { invitationId, actor: actorOf(ada), now }),
    ]);
    assert.notEqual(accepted.ok, revoked.ok);
  }
});

Deno.test("a person with an identity of ours accepts as themselves, and lives in both houses", async () => {
  const { ada, max, acme, globex } = await makeCast();
  await prove(max);
  const { token } = await makeInvitation(ada, { email: max.email });
  const joined = await joinAsKnown(acme.id, {
    token,
    email: max.email,
    password: PASSWORD,
    visitor: visitor(),
    now,
  });
  assert(joined.ok && joined.member.userId === max.userId);
  for (const { id } of [acme, globex]) assert.ok(await findMember(id, max.userId));
  assert.equal((await findMember(acme.id, max.userId))?.isEmailProven, true);
});

Deno.test("nobody accepts as a known person without that person's password", async () => {
  const { ada, ben, max, acme } = await makeCast();
  await prove(max);
  await prove(ben);
  const { token } = await makeInvitation(ada, { email: max.email });
  const link = await makeInvitationLink(ada);
  const join = (email: string, password: string, by = token) =>
    joinAsKnown(acme.id, { token: by, email, password, visitor: visitor(), now });
  const wrong = { ok: false, reason: "wrong_credentials" };
  assert.deepEqual(await join(max.email, "not the password"), wrong);
  assert.deepEqual(await join(address(), PASSWORD), wrong, "whom nobody knows");
  assert.deepEqual(await join(ben.email, PASSWORD), wrong, "known and proven, but not invited");
  assert.deepEqual(await join(max.email, "not the password", link.token), wrong, "by a link");
  assert.deepEqual(await join(max.email, PASSWORD, newBearerSecret()), wrong, "without an invitation");
  assert.equal(await findMember(acme.id, max.userId), undefined);
});

Deno.test("joinAsKnown() counts tries, of whomever", async () => {
  const { ada, acme } = await makeCast();
  const { token } = await makeInvitationLink(ada);
  const from = visitor();
  const join = () =>
    joinAsKnown(acme.id, { token, email: "nobody@acme.test", password: "x", visitor: from, now });
  for (let n = 0; n < 10; n++) await join();
  assert.deepEqual(await join(), { ok: false, reason: "too_many", retryAfterSeconds: 30 });
});

Deno.test("an address makes nobody a member: who signed up with it unproven is not the one invited", async () => {
  const { ada, acme } = await makeCast();
  const email = address();
  // The attacker was here first, with a password of their own.
  const squatter = await signUp({
    company: "Initech",
    slug: `initech-${newId().slice(-12)}`,
    name: "Stranger",
    email,
    password: NEW_PASSWORD,
    signup_id: newId(),
  }, { visitor: visitor(), baseBinding: newBearerSecret(), now });
  assert(squatter.ok);
  const { token } = await makeInvitation(ada, { email });
  const asSquatter = { token, email, password: NEW_PASSWORD, visitor: visitor(), now };
  assert.deepEqual(await joinAsKnown(acme.id, asSquatter), { ok: false, reason: "wrong_credentials" });
  const joined = await asNew(acme.id, token);
  assert(joined.ok);
  const { rows: [{ squatters, owners }] } = await asSuperuser((client) =>
    client.query(
      `select count(*) filter (where email_verified_at is null)::integer as squatters,
              count(*) filter (where id = $2)::integer as owners
         from platform.users where email = $1`,
      [email, joined.member.userId],
    )
  );
  assert.deepEqual([squatters, owners], [1, 1], "two people: the address belongs to who was invited");
  assert.deepEqual((await membersOf(squatter.tenantId)).includes(joined.member.userId), false);
});

Deno.test("acceptAsNew() is not for an address that somebody has proven", async () => {
  const { ada, max, acme } = await makeCast();
  const { token } = await makeInvitation(ada, { email: max.email });
  await prove(max);
  assert.deepEqual(await asNew(acme.id, token), { ok: false, reason: "address_taken" });
  assert.equal((await lookAtInvitation(acme.id, { token, now })).ok, true, "it is still open");
});

Deno.test("acceptAsKnown() takes no invitation for somebody else", async () => {
  const { ada, max, acme } = await makeCast();
  await prove(max);
  const { token } = await makeInvitation(ada, { email: address() });
  assert.deepEqual(await acceptAsKnown(acme.id, { token, person: max, now }), {
    ok: false,
    reason: "for_somebody_else",
  });
});

Deno.test("acceptAsKnown() makes nobody a member twice, and reactivates nobody", async () => {
  const { ada, ben, acme } = await makeCast();
  await prove(ben);
  const { token } = await makeInvitationLink(ada);
  const accept = () => acceptAsKnown(acme.id, { token, person: ben, now });
  assert.deepEqual(await accept(), { ok: false, reason: "member_already" });
  await deactivateMember(acme.id, { by: ada.id, memberId: ben.id, actor: actorOf(ada), now });
  assert.deepEqual(await accept(), { ok: false, reason: "deactivated" });
  assert.equal((await listInvitations(acme.id))[0].uses, 0);
  const known = { token, email: ben.email, password: PASSWORD, visitor: visitor(), now };
  assert.deepEqual(await joinAsKnown(acme.id, known), { ok: false, reason: "deactivated" });
});

Deno.test("joinAsKnown() leads in who is a member already", async () => {
  const { ada, ben, acme } = await makeCast();
  await prove(ben);
  const { token } = await makeInvitationLink(ada);
  const joined = await joinAsKnown(acme.id, {
    token,
    email: ben.email,
    password: PASSWORD,
    visitor: visitor(),
    now,
  });
  assert.deepEqual(joined, { ok: true, member: { userId: ben.userId } });
});

Deno.test("a link alone makes nobody new a member, and proves no address", async () => {
  const { ada, acme } = await makeCast();
  const { token } = await makeInvitationLink(ada);
  assert.deepEqual(await asNew(acme.id, token), { ok: false, reason: "not_by_mail" });
  await assert.rejects(
    asTenant(
      acme.id,
      (tx) =>
        tx.rows`select gate.add_invited_user(${
          hashBearerSecret(token)
        }, ${newId()}, 'Newcomer', ${PASSWORD_PHC}, ${now})`,
    ),
    { code: "42501", message: "Only an invitation by mail proves an address" },
  );
});

Deno.test("askByLink() mails the way in to the address that is named, with the link's role", async () => {
  const { ada, acme } = await makeCast();
  const link = await makeInvitationLink(ada, { role: { role: "read_only" }, days: 1, now });
  const email = address();
  assert.deepEqual(await ask(acme, link.token, email), { ok: true });
  assert.deepEqual(await mailsTo(acme.id, email), [], "nothing is looked up while somebody waits");
  await runAsked(acme.id);
  assert.equal((await mailsTo(acme.id, email))[0].data.days, 1, "no longer than the link");
  const joined = await asNew(acme.id, await mailedToken(acme.id, email));
  assert(joined.ok);
  assert.equal((await findMember(acme.id, joined.member.userId))?.role, "read_only");
  assert.equal((await listInvitations(acme.id)).find((it) => it.id === link.invitationId)?.uses, 1);
});

Deno.test("askByLink() answers alike for a member, a stranger and somebody known elsewhere", async () => {
  const { ada, ben, max, acme } = await makeCast();
  await prove(max);
  const { token } = await makeInvitationLink(ada);
  for (const email of [ben.email, max.email, address()]) {
    assert.deepEqual(await ask(acme, token, email), { ok: true });
  }
  await runAsked(acme.id);
  assert.deepEqual((await mailsTo(acme.id, ben.email)).map((it) => it.template), ["lives_here"]);
  assert.deepEqual((await mailsTo(acme.id, max.email)).map((it) => it.template), ["invitation"]);
});

Deno.test("askByLink() mails one address three times and then keeps still, with the same answer", async () => {
  const { ada, acme } = await makeCast();
  const { token } = await makeInvitationLink(ada);
  const email = address();
  for (let n = 0; n < 5; n++) assert.deepEqual(await ask(acme, token, email), { ok: true });
  await runAsked(acme.id);
  assert.equal((await mailsTo(acme.id, email)).length, 3);
});

Deno.test("askByLink() has a reason for each refusal", async () => {
  const { ada, acme, globex } = await makeCast();
  const link = await makeInvitationLink(ada);
  const { token } = await makeInvitation(ada, { email: address() });
  assert.deepEqual(await ask(acme, token, address()), { ok: false, reason: "not_a_link" });
  assert.deepEqual(await ask(globex, link.token, address()), { ok: false, reason: "unknown" });
  await revokeInvitation(acme.id, { ...link, actor: actorOf(ada), now });
  assert.deepEqual(await ask(acme, link.token, address()), { ok: false, reason: "revoked" });
  const from = visitor();
  for (let n = 0; n < 30; n++) await ask(acme, link.token, address(), from);
  assert.deepEqual(await ask(acme, link.token, address(), from), {
    ok: false,
    reason: "too_many",
    retryAfterSeconds: 10,
  });
});

Deno.test("a link lets in as many as it says, also when more were mailed and come at once", async () => {
  const { ada, acme } = await makeCast();
  const { token } = await makeInvitationLink(ada, { uses: 2 });
  const emails = [address(), address(), address(), address()];
  for (const email of emails) await ask(acme, token, email);
  await runAsked(acme.id);
  const tokens = await Promise.all(emails.map((it) => mailedToken(acme.id, it)));
  const outcomes = await Promise.all(
    tokens.map((it) => acceptAsNew(acme.id, { token: it, name: "Newcomer", phc: PASSWORD_PHC, now })),
  );
  assert.equal(outcomes.filter((it) => it.ok).length, 2);
  for (const it of outcomes) if (!it.ok) assert.equal(it.reason, "link_closed");
  assert.equal((await listMembers(acme.id)).length, 5);
});

Deno.test("a revoked link takes the mails with it that were asked for by it", async () => {
  const { ada, acme } = await makeCast();
  const link = await makeInvitationLink(ada);
  const [email, late] = [address(), address()];
  await ask(acme, link.token, email);
  await runAsked(acme.id);
  await ask(acme, link.token, late);
  await revokeInvitation(acme.id, { ...link, actor: actorOf(ada), now });
  assert.deepEqual(await asNew(acme.id, await mailedToken(acme.id, email)), {
    ok: false,
    reason: "link_closed",
  });
  await runAsked(acme.id);
  assert.deepEqual(await mailsTo(acme.id, late), []);
});

Deno.test("asking by a link for an address that is invited already gives it the role that a member chose", async () => {
  const { ada, acme } = await makeCast();
  const email = address();
  await makeInvitation(ada, { email, role: { role: "read_only" } });
  const link = await makeInvitationLink(ada, { role: { role: "admin" } });
  await ask(acme, link.token, email);
  await runAsked(acme.id);
  const joined = await asNew(acme.id, await mailedToken(acme.id, email));
  assert(joined.ok);
  assert.equal((await findMember(acme.id, joined.member.userId))?.role, "read_only");
});

Deno.test("gate.invited_person() tells of nobody without an invitation that is open here", async () => {
  const { ada, max, acme, globex } = await makeCast();
  await prove(max);
  const { invitationId, token } = await makeInvitation(ada, { email: max.email });
  const asked = (tenantId: string, by: string) =>
    asTenant(
      tenantId,
      (tx) => tx.rows`select user_id from gate.invited_person(${hashBearerSecret(by)}, ${max.email}, ${now})`,
    );
  assert.equal((await asked(acme.id, token)).length, 1);
  assert.deepEqual(await asked(globex.id, token), []);
  assert.deepEqual(await asked(acme.id, newBearerSecret()), []);
  await revokeInvitation(acme.id, { invitationId, actor: actorOf(ada), now });
  assert.deepEqual(await asked(acme.id, token), []);
});

Deno.test("a person's houses are told for a session of theirs, and only those where they are active", async () => {
  const { ada, ben, max, acme, globex } = await makeCast();
  await prove(max);
  const { token } = await makeInvitation(ada, { email: max.email });
  await acceptAsKnown(acme.id, { token, person: max, now });
  const { sessionId } = await sessionFor(max);
  const houses = async () => (await findMember(globex.id, max.userId, { sessionId }))?.otherHouses;
  assert.deepEqual(await houses(), [{ slug: acme.slug, name: "Acme" }]);
  assert.deepEqual((await findMember(globex.id, max.userId))?.otherHouses, [], "without a session");
  const bens = await sessionFor(ben);
  const foreign = await findMember(globex.id, max.userId, { sessionId: bens.sessionId });
  assert.deepEqual(foreign?.otherHouses, [], "with a session of another tenant");
  const [member] = (await listMembers(acme.id)).filter((it) => it.userId === max.userId);
  await deactivateMember(acme.id, { by: ada.id, memberId: member.id, actor: actorOf(ada), now });
  assert.deepEqual(await houses(), []);
});

Deno.test("InvitationForm refuses two recipients, a name around the address and a line break", () => {
  for (
    const email of [
      "a@x.test, b@x.test",
      "a@x.test; b@x.test",
      "a@x.test b@x.test",
      "a@x.test\r\nBcc: b@x.test",
      "Ada <a@x.test>",
      "a@x.test,",
    ]
  ) {
    assert.equal(InvitationForm.safeParse({ email, role: "member" }).success, false, email);
  }
  assert.deepEqual(InvitationForm.parse({ email: " a@x.test ", role: "member" }), {
    email: "a@x.test",
    role: { role: "member" },
  });
  assert.equal(InvitationForm.safeParse({ email: "a@x.test", role: "owner" }).success, false);
});

Deno.test("the database invites one mailbox, whatever comes", async () => {
  const { ada, acme } = await makeCast();
  await assert.rejects(
    invite(acme, {
      email: "a@x.test, b@x.test",
      role: { role: "member" },
      by: ada.id,
      actor: actorOf(ada),
      now,
    }),
  );
  assert.deepEqual(await listInvitations(acme.id), []);
});

Deno.test("LinkForm takes one to a hundred people and the times of its list", () => {
  const form = { role: "read_only", uses: "10", days: "7" };
  assert.deepEqual(LinkForm.parse(form), { role: { role: "read_only" }, uses: 10, days: 7 });
  for (const uses of ["0", "101", "-1", "1.5", "ten", ""]) {
    assert.equal(LinkForm.safeParse({ ...form, uses }).success, false, uses);
  }
  for (const days of ["0", "365", ""]) {
    assert.equal(LinkForm.safeParse({ ...form, days }).success, false, days);
  }
});

Deno.test("joinAsNew() takes no password that everybody uses, or that names the house or the invited", async () => {
  const { ada, acme } = await makeCast();
  const email = address();
  const { token } = await makeInvitation(ada, { email });
  const joining = { token, name: "Newcomer", names: ["Acme"], visitor: visitor(), now };
  for (
    const [fault, password] of [
      ["common", "letmein".repeat(3)],
      ["names_somebody", "working at acme all day"],
      ["names_somebody", `${email.split("@")[0]} and no other`],
    ]
  ) {
    assert.deepEqual(await joinAsNew(acme.id, { ...joining, password }), {
      ok: false,
      reason: "weak",
      fault,
    });
  }
  assert.equal((await listMembers(acme.id)).length, 3);
});

Deno.test("newPersonForm() keeps the house and the person out of the password", () => {
  const form = newPersonForm(["Acme", "acme", "newcomer@example.test"]);
  const said = (password: string) =>
    form.safeParse({ name: "Newcomer", password }).error?.issues.map((it) => it.message);
  assert.deepEqual(said("short"), ["Use at least 15 characters"]);
  assert.deepEqual(said("x".repeat(257)), ["Use at most 256 characters"]);
  assert.deepEqual(said("working at acme all day"), [
    "Leave your name, your company, its address, your email and our name out of it",
  ]);
  assert.equal(said(NEW_PASSWORD), undefined);
});

function address(): string {
  return `newcomer-${newId().slice(-12)}@example.test`;
}

function visitor() {
  return { ip: newId() };
}

function asNew(tenantId: string, token: string, password = NEW_PASSWORD) {
  return joinAsNew(tenantId, {
    token,
    name: "Newcomer",
    password,
    names: ["Acme"],
    visitor: visitor(),
    now,
  });
}

function ask(tenant: Person["tenant"], token: string, email: string, from = visitor()) {
  return askByLink(tenant, { token, email, visitor: from, now });
}

async function prove({ userId }: Person): Promise<void> {
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [userId])
  );
}

async function membersOf(tenantId: string): Promise<string[]> {
  return (await listMembers(tenantId)).map((it) => it.userId);
}

async function entries(tenantId: string, action = "invitation.created") {
  return await asTenant(tenantId, (tx) =>
    tx.rows<{ action: string; detail: Record<string, unknown> }>`
      select action, detail from audit_entries
       where tenant_id = ${tx.tenantId} and action = ${action} order by recorded_at, id`);
}
