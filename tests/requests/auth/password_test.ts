import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { listEntries } from "@/lib/audit/list_entries.ts";
import type { AuditAction } from "@/lib/audit/record.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { mailsOf } from "@/tests/support/sent_mails.ts";

const app = await startApp();
const NEW = "four quiet bricks at dawn";

Deno.test("a password is changed with the one before, a mail says so, and the log", async () => {
  const { ada, acme } = await makeCast();
  const as = await sessionFor(ada);
  const res = await change(ada, { current: PASSWORD, password: NEW }, as);
  assert.equal(res.headers.get("location"), "/security/password?notice=password-changed");
  assert.equal(await signInStatus(ada, PASSWORD), 401);
  assert.equal(await signInStatus(ada, NEW), 303);
  const [mail] = await mailsOf(acme.id);
  assert.deepEqual([mail.to, mail.template, mail.data.resetUrl], [
    ada.email,
    "password_changed",
    `${acme.origin}/forgot-password`,
  ]);
  assert.equal(await entriesOf(ada, "member.password_changed"), 1);
});

Deno.test("a password is not changed without the one before, nor to a weak one", async () => {
  const { ada, acme } = await makeCast();
  const as = await sessionFor(ada);
  const refusals: [Record<string, string>, RegExp][] = [
    [{ password: NEW }, /This is not your password/],
    [{ current: "not-it", password: NEW }, /This is not your password/],
    [{ current: PASSWORD, password: "too short" }, /Use at least 15 characters/],
    [{ current: PASSWORD, password: "aaaaaaaaaaaaaaaaaaaa" }, /Too many people use this one/],
    [{ current: PASSWORD, password: `the house of ${acme.slug}` }, /Leave your name/],
    [{ current: PASSWORD }, /Use at least 15 characters/],
  ];
  for (const [form, said] of refusals) {
    const res = await change(ada, form, as);
    assert.equal(res.status, 422, JSON.stringify(form));
    assert.match(await res.text(), said);
  }
  assert.equal(await signInStatus(ada, PASSWORD), 303);
  assert.deepEqual(await mailsOf(acme.id), []);
});

Deno.test("changing a password ends the other sessions where that is asked for, and this one never", async () => {
  const { ada } = await makeCast();
  const [here, there] = [await sessionFor(ada), await sessionFor(ada)];
  await change(ada, { current: PASSWORD, password: NEW }, here);
  assert.equal(await statusOf(ada, there), 200, "it was not asked for");
  await change(ada, { current: NEW, password: PASSWORD, end_others: "yes" }, here);
  assert.equal(await statusOf(ada, there), 303);
  assert.equal(await statusOf(ada, { ...there, accessToken: "gone" }), 303, "its refresh token neither");
  assert.equal(await statusOf(ada, here), 200);
});

Deno.test("changing a password asks who was recognised long ago", async () => {
  const { ada, acme } = await makeCast();
  const old = await sessionFor(ada, new Date(Date.now() - 11 * 60_000));
  const res = await change(ada, { current: PASSWORD, password: NEW }, old);
  assert.match(res.headers.get("location") ?? "", /^\/auth\/confirm\?login=log_/);
  assert.equal(await signInStatus(ada, PASSWORD), 303);
  assert.deepEqual(await mailsOf(acme.id), []);
});

Deno.test("a forgotten password is set again by mail: the link once, all sessions end, and nobody is in", async () => {
  const { ada, acme } = await makeCast();
  const session = await sessionFor(ada);
  const code = await codeFor(ada);
  const shown = await app.ask(acme.origin, `/reset-password?code=${code}`);
  assert.equal(shown.status, 200);
  assert.equal(
    (await app.ask(acme.origin, `/reset-password?code=${code}`)).status,
    200,
    "to look uses nothing",
  );

  const res = await reset(ada, { code, password: NEW });
  assert.equal(res.headers.get("location"), "/signin?notice=password-reset");
  assert.deepEqual(res.headers.getSetCookie(), [], "nobody is signed in by it");
  assert.equal(await statusOf(ada, session), 303);
  assert.equal(await signInStatus(ada, PASSWORD), 401);
  assert.equal(await signInStatus(ada, NEW), 303);
  assert.ok((await mailsOf(acme.id)).some((it) => it.template === "password_changed"));
  assert.equal(await entriesOf(ada, "member.reset_mailed"), 1);
  assert.equal(await entriesOf(ada, "member.password_reset"), 1);

  const again = await reset(ada, { code, password: "another fine password" });
  assert.equal(again.status, 422);
  assert.match(await again.text(), /This link was used/);
});

Deno.test("a link for a new password works half an hour, in its own house, and not beside a newer password", async () => {
  const { ada, max } = await makeCast();
  const code = await codeFor(ada);
  assert.equal((await reset(max, { code, password: NEW })).status, 422, "another house");
  assert.equal((await reset(ada, { code: "A".repeat(43), password: NEW })).status, 422);
  assert.equal((await reset(ada, { code: "", password: NEW })).status, 422);
  await asSuperuser((client) =>
    client.query("update platform.single_use_codes set expires_at = now() where user_id = $1", [ada.userId])
  );
  assert.equal((await reset(ada, { code, password: NEW })).status, 422, "too old");

  const unused = await codeFor(ada);
  await change(ada, { current: PASSWORD, password: NEW }, await sessionFor(ada));
  assert.equal((await reset(ada, { code: unused, password: PASSWORD })).status, 422);
  assert.equal(await signInStatus(ada, NEW), 303);
});

Deno.test("a weak new password leaves the link good", async () => {
  const { ada } = await makeCast();
  const code = await codeFor(ada);
  const res = await reset(ada, { code, password: "1234567890123456" });
  assert.equal(res.status, 422);
  assert.match(await res.text(), /Too many people use this one/);
  assert.equal((await reset(ada, { code, password: NEW })).status, 303);
});

Deno.test("a link for a new password does not pass by a second factor", async () => {
  const { ada } = await makeCast();
  const code = await codeFor(ada);
  await withSecondFactors(ada, ["totp"], async () => {
    await reset(ada, { code, password: NEW });
    const res = await signIn(ada, NEW);
    assert.match(res.headers.get("location") ?? "", /^\/auth\/factor\?login=log_/);
    assert.equal(res.headers.getSetCookie().some((it) => it.startsWith("__Host-at=")), false);
  });
});

Deno.test("asking for a new password answers alike for a member, a stranger and nobody, and mails the member", async () => {
  const { ada, max, acme } = await makeCast();
  const answers = [];
  for (const email of [ada.email, max.email, `nobody-${newId()}@nowhere.test`]) {
    const res = await app.ask(acme.origin, "/forgot-password", { form: { email } });
    answers.push([res.status, res.headers.get("location"), res.headers.getSetCookie().length]);
  }
  assert.deepEqual(answers, Array(3).fill([303, "/signin?notice=reset-mailed", 0]));
  const { rows } = await asSuperuser((client) =>
    client.query("select kind from pooled.jobs where tenant_id = $1 and kind <> 'mail.send'", [acme.id])
  );
  assert.deepEqual(rows.map((it) => it.kind), Array(3).fill("reset.mail"), "the same work for each");
  assert.deepEqual((await mailsOf(acme.id)).map((it) => it.to), [ada.email]);
});

Deno.test("asking for a new password says what is wrong with the address, and takes one mailbox", async () => {
  const { acme } = await makeCast();
  for (const email of ["", "ada", "ada@acme.test, stranger@evil.test"]) {
    const res = await app.ask(acme.origin, "/forgot-password", { form: { email } });
    assert.equal(res.status, 422, email);
    assert.match(await res.text(), /Enter an email address/);
  }
});

Deno.test("nobody can have more than some mails sent to an address, and hears nothing of it", async () => {
  const { ada, acme } = await makeCast();
  for (let asked = 0; asked < 7; asked++) {
    const res = await app.ask(acme.origin, "/forgot-password", { form: { email: ada.email } });
    assert.equal(res.headers.get("location"), "/signin?notice=reset-mailed");
  }
  assert.equal((await mailsOf(acme.id)).length, 5);
});

type Sent = Record<string, string>;
type Session = { accessToken: string; refreshToken: string };

function change({ tenant }: Person, form: Sent, as: Session): Promise<Response> {
  return app.ask(tenant.origin, "/security/password", { as, form });
}

async function codeFor({ tenant, email }: Person): Promise<string> {
  await app.ask(tenant.origin, "/forgot-password", { form: { email } });
  const [mail] = await mailsOf(tenant.id);
  assert.deepEqual([mail.to, mail.template], [email, "reset_password"]);
  return new URL(mail.data.resetUrl).searchParams.get("code")!;
}

function reset({ tenant }: Person, form: Sent): Promise<Response> {
  return app.ask(tenant.origin, "/reset-password", { form });
}

function signIn({ tenant, email }: Person, password: string): Promise<Response> {
  return app.ask(tenant.origin, "/signin", { form: { email, password } });
}

async function signInStatus(person: Person, password: string): Promise<number> {
  return (await signIn(person, password)).status;
}

async function statusOf({ tenant }: Person, as: Session): Promise<number> {
  return (await app.ask(tenant.origin, "/preferences", { as })).status;
}

async function entriesOf({ tenant }: Person, action: AuditAction): Promise<number> {
  return (await listEntries(tenant.id, { action })).entries.length;
}
