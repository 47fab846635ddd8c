import assert from "node:assert/strict";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import type { FactorChangedData } from "@/lib/mail/factor_changed.ts";
import { MAIL_DATA } from "@/lib/mail/send_mail.ts";
import { open } from "@/lib/vault/open.ts";
import { makeCast, PASSWORD } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addAuthenticator, codeOf, secondsLater } from "@/tests/support/factors.ts";
import { addOperatorAuthenticator, makeOperator, type OperatorOnDuty } from "@/tests/support/operators.ts";
import { resetFactors } from "../factors/reset_factors.ts";
import { openOperatorSession } from "../open_session.ts";
import { confirmOperator, waysToConfirmOperator } from "./confirm_operator.ts";
import { findOperator } from "./find_operator.ts";
import { findOperatorFactors } from "./find_operator_factors.ts";
import { finishOperatorSignIn } from "./finish_operator_sign_in.ts";
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
  const others = sealShownPassword((await makeOperator()).userId, now);
  assert.equal((await finish(code, others)).ok, false, "somebody else's password");
  assert.deepEqual(await finish(code, "made up"), { ok: false, reason: "over" });
  const old = sealShownPassword(sam.userId, secondsLater(later, -601));
  assert.deepEqual(await finish(code, old), { ok: false, reason: "over" });
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

Deno.test("guesses at an operator's code are counted: five from a place, then one a minute", async () => {
  const sam = await makeOperator("Sam", now);
  const { secret } = await addOperatorAuthenticator(sam, now);
  const { shownPassword } = await passwordOf(sam);
  const guess = (code: string) =>
    finishOperatorSignIn({ shownPassword, kind: "totp", code, visitor: { ip: "192.0.2.9" }, now: later });
  for (let n = 0; n < 5; n++) await guess("000000");
  const right = await guess(codeOf(secret, later));
  assert.equal(right.ok || right.reason, "too_many");
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

Deno.test("an app from a house counts at the console, and one of a house that has reset its owner does not", async () => {
  const { acme, ada } = await makeCast();
  await asSuperuser((client) =>
    client.query("insert into platform.operators (user_id, added_at) values ($1, $2)", [ada.userId, now])
  );
  const hasOne = async () => (await findOperator(ada.userId))?.hasSecondFactor;
  await addAuthenticator(ada, secondsLater(now, -120), "Old phone");
  assert.equal(await hasOne(), true);
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  await asTenant(acme.id, (tx) => resetFactors(tx, { userId: ada.userId, by: ada.userId, actor, now }));
  assert.equal(await hasOne(), true, "no house decides about the console");
  await addAuthenticator(ada, later, "New phone");
  const operator = { ...ada, hasSecondFactor: true };
  const { authenticators } = await findOperatorFactors(operator);
  assert.deepEqual(authenticators.map((it) => it.name), ["Old phone"]);
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

Deno.test("resetOperator() leaves a new password, no factor and no session", async () => {
  const sam = await makeOperator("Sam", now);
  await addOperatorAuthenticator(sam, now);
  await resetOperator({ userId: sam.userId, phc: "$argon2id$nothing", by: "Test", now });
  assert.deepEqual(await findOperatorFactors(sam), { authenticators: [], recoveryCodes: undefined });
  const { rows } = await asSuperuser((client) =>
    client.query("select revoked_because from platform.sessions where user_id = $1", [sam.userId])
  );
  assert.deepEqual(rows, [{ revoked_because: "revoked_by_operator" }]);
  assert.equal((await findOperator(sam.userId, sam.session.sessionId))?.isSignedIn, false);
  const { rows: [{ phc }] } = await asSuperuser((client) =>
    client.query("select phc from platform.passwords where user_id = $1", [sam.userId])
  );
  assert.equal(phc, "$argon2id$nothing");
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
