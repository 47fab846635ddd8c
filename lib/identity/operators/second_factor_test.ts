import assert from "node:assert/strict";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import type { FactorChangedData } from "@/lib/mail/factor_changed.ts";
import { MAIL_DATA } from "@/lib/mail/send_mail.ts";
import { open } from "@/lib/vault/open.ts";
import { makeCast, PASSWORD, PASSWORD_PHC } from "@/tests/support/cast.ts";
import { joinAsKnown } from "@/lib/tenancy/invitations/join_as_known.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addAuthenticator, codeOf, secondsLater } from "@/tests/support/factors.ts";
import { makeInvitationLink } from "@/tests/support/invitations.ts";
import { addOperatorAuthenticator, makeOperator, type OperatorOnDuty } from "@/tests/support/operators.ts";
import { openOperatorSession } from "../open_session.ts";
import { addOperator } from "./add_operator.ts";
import { confirmOperator, waysToConfirmOperator } from "./confirm_operator.ts";
import { findOperator } from "./find_operator.ts";
import { findOperatorFactors } from "./find_operator_factors.ts";
import { finishOperatorSignIn } from "./finish_operator_sign_in.ts";
import { removeOperator } from "./remove_operator.ts";
import { resetOperator } from "./reset_operator.ts";
import { sealShownPassword } from "./shown_password.ts";
import { signInOperator } from "./sign_in_operator.ts";

const now = new Date();
const later = secondsLater(now, 60);

Deno.test("an operator with an app signs in with the password and a code of it, and with neither alone", async () => {
  const sam = await makeOperator("Sam", now);
  const { secret } = await addOperatorAuthenticator(sam, now);
  const asked = await passwordOf(sam);
  assert.deepEqual(asked.kinds, ["totp", "recovery_code"]);
  const finish = (code: string, shownPassword = asked.shownPassword) =>
    finishOperatorSignIn({ shownPassword, kind: "totp", code, visitor: newVisitor(), now: later });
  assert.deepEqual(await finish("000000"), { ok: false, reason: "wrong_code", kinds: asked.kinds });
  assert.deepEqual(await finish("no code"), { ok: false, reason: "malformed_code", kinds: asked.kinds });
  const code = codeOf(secret, later);
  const other = await makeOperator();
  await addOperatorAuthenticator(other, now);
  const others = sealShownPassword({ userId: other.userId, kinds: asked.kinds }, now);
  assert.equal((await finish(code, others)).ok, false, "somebody else's password");
  assert.deepEqual(await finish(code, "made up"), { ok: false, reason: "over" });
  const old = sealShownPassword({ userId: sam.userId, kinds: asked.kinds }, secondsLater(later, -601));
  assert.deepEqual(await finish(code, old), { ok: false, reason: "over" });
  const after = { shownPassword: asked.shownPassword, kind: "totp", code } as const;
  const late = await finishOperatorSignIn({ ...after, visitor: newVisitor(), now: secondsLater(later, 30) });
  assert.equal(late.ok || late.reason, "wrong_code", "the console takes no late codes");
  const finished = await finish(code);
  assert(finished.ok);
  assert.deepEqual(finished.session.recognitions, ["pwd", "otp"]);
  const again = await finish(code);
  assert(!again.ok);
  assert.equal(again.reason, "used_code");
});

Deno.test("a recovery code stands in for the app once, and the operator is told", async () => {
  const sam = await makeOperator("Sam", now);
  const { recoveryCodes: [code] } = await addOperatorAuthenticator(sam, now);
  const { shownPassword } = await passwordOf(sam);
  const use = () =>
    finishOperatorSignIn({ shownPassword, kind: "recovery_code", code, visitor: newVisitor(), now: later });
  const finished = await use();
  assert(finished.ok);
  assert.deepEqual(finished.session.recognitions, ["pwd", "recovery_code"]);
  const again = await use();
  assert.equal(again.ok, false);
  const told = await lettersTo(sam.email);
  assert.deepEqual(told.map((it) => [it.change, it.tenantName, it.codesLeft]), [
    ["authenticator_added", "the operators' console", undefined],
    ["recovery_code_used", "the operators' console", 9],
  ]);
  assert.ok(told.every((it) => it.isOperator && it.securityUrl.endsWith("/admin/security")));
});

Deno.test("the database opens and confirms no operator's session by less than what the operator holds", async () => {
  const sam = await makeOperator("Sam", now);
  await addOperatorAuthenticator(sam, now);
  const opening = { userId: sam.userId, audience: "http://localhost:8000", visitor: newVisitor(), now };
  await assert.rejects(
    asPlatform("Test", (tx) => openOperatorSession(tx, { ...opening, recognitions: ["pwd"] })),
    /An operator who has a second factor shows it/,
  );
  const { sessionId } = sam.session;
  await assert.rejects(
    asPlatform(
      "Test",
      (tx) => tx.rows`select gate.recognise_operator_session(${sessionId}, ${sam.userId}, 'pwd', ${now})`,
    ),
    /An operator who has a second factor shows it/,
  );
});

Deno.test("who is signed in is confirmed by what they hold, and by a password where that is all", async () => {
  const sam = await makeOperator("Sam", now);
  const { sessionId } = sam.session;
  const confirm = (kind: "password" | "totp", answer: string, at = later) =>
    confirmOperator(sam, { sessionId, kind, answer, visitor: newVisitor(), now: at });
  assert.deepEqual(await waysToConfirmOperator(sam), ["password"]);
  assert.deepEqual(await confirm("password", "wrong"), { ok: false, reason: "wrong_credentials" });
  assert.deepEqual(await confirm("password", PASSWORD), { ok: true });
  const { secret } = await addOperatorAuthenticator(sam, now);
  assert.deepEqual(await waysToConfirmOperator(sam), ["totp", "recovery_code"]);
  assert.deepEqual(await confirm("password", PASSWORD), { ok: false, reason: "over" });
  assert.deepEqual(await confirm("totp", codeOf(secret, later)), { ok: true });
  const { rows: [session] } = await asSuperuser((client) =>
    client.query("select methods, authenticated_at from platform.sessions where id = $1", [sessionId])
  );
  assert.deepEqual(session, { methods: ["pwd", "otp"], authenticated_at: later });
  const stranger = await makeOperator();
  assert.deepEqual(
    await confirmOperator(stranger, {
      sessionId,
      kind: "password",
      answer: PASSWORD,
      visitor: newVisitor(),
      now: later,
    }),
    { ok: false, reason: "over" },
    "the session of somebody else",
  );
});

Deno.test("an operator lives in no house, and no member becomes one", async () => {
  const { acme, ada } = await makeCast();
  const sam = await makeOperator("Sam", now);
  const lives = { code: "23514", constraint: "an_operator_lives_in_no_house" };
  await assert.rejects(
    asTenant(acme.id, (tx) =>
      tx.rows`
        insert into members (tenant_id, id, user_id, role, email, name)
        values (${acme.id}, ${newId()}, ${sam.userId}, 'member', ${sam.email}, 'Sam')`),
    lives,
  );
  await assert.rejects(
    asSuperuser((client) =>
      client.query("insert into platform.operators (user_id, added_at) values ($1, now())", [ada.userId])
    ),
    lives,
  );
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [ada.userId])
  );
  assert.equal(await addOperator({ email: ada.email, name: "Ada", phc: "x", now }), undefined);
});

Deno.test("of one who is made an operator and a member at once, one is refused", async () => {
  const { acme } = await makeCast();
  const { userId, email } = await makeOperator("Sam", now);
  await removeOperator({ userId, by: "Test", now });
  const outcomes = await Promise.allSettled([
    asSuperuser((client) =>
      client.query("insert into platform.operators (user_id, added_at) values ($1, now())", [userId])
    ),
    asTenant(acme.id, (tx) =>
      tx.rows`
        insert into members (tenant_id, id, user_id, role, email, name)
        values (${acme.id}, ${newId()}, ${userId}, 'member', ${email}, 'Sam')`),
  ]);
  assert.deepEqual(outcomes.map((it) => it.status).sort(), ["fulfilled", "rejected"]);
});

Deno.test("a house that invites an operator does not even compare the password", async () => {
  const { acme, ada } = await makeCast();
  const sam = await makeOperator("Sam", now);
  const { url } = await makeInvitationLink(ada, { now });
  const token = new URL(url).pathname.split("/").at(-1)!;
  const joining = { token, email: sam.email, password: PASSWORD, visitor: newVisitor(), now };
  assert.deepEqual(await joinAsKnown(acme.id, joining), { ok: false, reason: "wrong_credentials" });
});

Deno.test("five wrong codes after a right password end it, and the operator hears that somebody knows it", async () => {
  const sam = await makeOperator("Sam", now);
  const { secret } = await addOperatorAuthenticator(sam, now);
  const { shownPassword } = await passwordOf(sam);
  const guess = (code: string) =>
    finishOperatorSignIn({ shownPassword, kind: "totp", code, visitor: newVisitor(), now: later });
  for (let n = 0; n < 3; n++) assert.equal((await guess("no code")).ok, false, "a typing error is no guess");
  const wrong = [];
  for (let n = 0; n < 5; n++) wrong.push(await guess("000000"));
  assert.deepEqual(wrong.map((it) => it.ok || it.reason), [
    ...Array(4).fill("wrong_code"),
    "over",
  ]);
  assert.deepEqual(await guess(codeOf(secret, later)), { ok: false, reason: "over" });
  const mails = await asSuperuser(async (client) => {
    const text =
      "select payload from pooled.jobs where payload->>'to' = $1 and payload->>'template' = 'password_known'";
    return (await client.query(text, [sam.email])).rows;
  });
  assert.equal(mails.length, 1);
});

Deno.test("at the operators' door nobody asks about people who are no operators", async () => {
  const { ada } = await makeCast();
  await addAuthenticator(ada, now);
  const factors = await findOperatorFactors({ ...ada, hasSecondFactor: true });
  assert.deepEqual(factors, { authenticators: [], recoveryCodes: undefined });
  await assert.rejects(
    asPlatform(
      "Test",
      (tx) => tx.rows`select gate.add_authenticator(${newId()}, ${ada.userId}, 'x', 'x', 1, ${now})`,
    ),
    /Only a member of the entered tenant has factors there/,
  );
});

Deno.test("resetOperator() leaves a new password, no factor and no session, also to who is setting one up", async () => {
  const sam = await makeOperator("Sam", now);
  await addOperatorAuthenticator(sam, now);
  const { shownPassword } = await passwordOf(sam);
  assert.equal(await resetOperator({ userId: sam.userId, phc: PASSWORD_PHC, by: "Test", now }), true);
  assert.deepEqual(await findOperatorFactors(sam), { authenticators: [], recoveryCodes: undefined });
  const { rows } = await asSuperuser((client) =>
    client.query("select revoked_because from platform.sessions where user_id = $1", [sam.userId])
  );
  assert.deepEqual(rows, [{ revoked_because: "revoked_by_operator" }]);
  assert.equal((await findOperator(sam.userId, sam.session.sessionId))?.isSignedIn, false);
  assert.deepEqual(
    await finishOperatorSignIn({ shownPassword, kind: "totp", code: "1", visitor: newVisitor(), now: later }),
    { ok: false, reason: "over" },
  );
  await assert.rejects(addOperatorAuthenticator(sam, now), /Recognising an operator: no session/);
  assert.deepEqual((await findOperatorFactors(sam)).authenticators, [], "and nothing was set up");
});

Deno.test("removeOperator() frees the address for somebody new", async () => {
  const { userId, email } = await makeOperator("Sam", now);
  assert.equal(await removeOperator({ userId, by: "Test", now }), true);
  assert.equal(await removeOperator({ userId, by: "Test", now }), false);
  assert.equal(await findOperator(userId), undefined);
  const again = await addOperator({ email, name: "Sam", phc: PASSWORD_PHC, now });
  assert.ok(again !== undefined && again !== userId);
});

async function passwordOf({ email }: OperatorOnDuty) {
  const asked = await signInOperator({ email, password: PASSWORD, visitor: newVisitor(), now });
  assert(!asked.ok && asked.reason === "needs_second_factor");
  return asked;
}

async function lettersTo(email: string): Promise<FactorChangedData[]> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select payload from pooled.jobs where kind = 'mail.send' and payload->>'to' = $1 order by created_at, id",
      [email],
    )
  );
  return rows.map(({ payload }) => JSON.parse(open(payload.sealedData, MAIL_DATA)));
}

function newVisitor() {
  return { ip: newId() };
}
