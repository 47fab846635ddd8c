import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { open } from "@/lib/vault/open.ts";
import { newId } from "@/lib/ids.ts";
import { type Cast, makeCast, type Person } from "@/tests/support/cast.ts";
import { makeEnabledConnection, makeProvenDomain } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { findMember } from "../find_member.ts";
import { askEmailChange, findEmailChange, withdrawEmailChange } from "./ask_email_change.ts";
import { changeEmail } from "./change_email.ts";
import { followPersonJob } from "./follow_person_job.ts";
import { renamePerson } from "./rename_person.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const DAY = 24 * 3_600;
const INVALID = { ok: false, reason: "invalid_code" };

Deno.test("renamePerson() is seen here at once, and in the other houses when the job has run", async () => {
  const cast = await makeCast();
  await moveIn(cast.ada, cast.globex.id);
  await renamePerson(cast.acme.id, { member: cast.ada, name: "Ada Lovelace", actor: actorOf(cast.ada) });
  assert.equal(await nameIn(cast.acme.id, cast.ada), "Ada Lovelace");
  assert.equal(await nameIn(cast.globex.id, cast.ada), "Ada");
  await follow(cast.ada);
  assert.equal(await nameIn(cast.globex.id, cast.ada), "Ada Lovelace");
  assert.deepEqual(await entries(cast.acme.id, "member.renamed"), [{ name: "Ada Lovelace", before: "Ada" }]);
  assert.equal((await jobsFor(cast.ada)).length, 1);
});

Deno.test("renamePerson() to the same name does nothing", async () => {
  const { ada, acme } = await makeCast();
  await renamePerson(acme.id, { member: ada, name: "Ada", actor: actorOf(ada) });
  assert.deepEqual(await entries(acme.id, "member.renamed"), []);
});

Deno.test("askEmailChange() mails both addresses and changes nothing", async () => {
  const { ada, acme } = await makeCast();
  const newEmail = addressOf("new");
  assert.deepEqual(await ask(ada, newEmail), { ok: true });
  assert.equal(await emailIn(acme.id, ada), ada.email);
  assert.equal(await findEmailChange(acme.id, { userId: ada.userId, now }), newEmail);
  assert.equal(await findEmailChange(acme.id, { userId: ada.userId, now: later(DAY) }), undefined);
  assert.deepEqual(await mailsOf(acme.id), [["confirm_new_email", newEmail], [
    "email_change_asked",
    ada.email,
  ]]);
  assert.deepEqual(await entries(acme.id, "member.email_change_asked"), [{ email: newEmail }]);
});

Deno.test("askEmailChange() refuses the address that one has, more than a few wishes, and strangers", async () => {
  const { ada, max, acme } = await makeCast();
  assert.deepEqual(await ask(ada, ada.email.toUpperCase()), { ok: false, reason: "same_address" });
  for (let times = 0; times < 3; times++) assert.deepEqual(await ask(ada, addressOf("new")), { ok: true });
  const fourth = await ask(ada, addressOf("new"));
  assert.deepEqual([!fourth.ok && fourth.reason], ["too_many"]);
  const stranger = { member: await memberOf(max), newEmail: addressOf("x"), actor: actorOf(max), now };
  assert.deepEqual(await askEmailChange(acme, stranger), { ok: false, reason: "not_a_member" });
});

Deno.test("askEmailChange() answers the same for an address that somebody has, and sends the same mails", async () => {
  const { ada, max, acme } = await makeCast();
  await prove(max);
  assert.deepEqual(await ask(ada, max.email), { ok: true });
  assert.deepEqual(await mailsOf(acme.id), [["confirm_new_email", max.email], [
    "email_change_asked",
    ada.email,
  ]]);
});

Deno.test("changeEmail() makes the new address the person's, proven, in every house, and tells the old one", async () => {
  const cast = await makeCast();
  const { ada, acme, globex } = cast;
  await moveIn(ada, globex.id);
  const newEmail = addressOf("new");
  await ask(ada, newEmail);
  assert.deepEqual(await change(ada, await codeSentIn(acme.id)), { ok: true, isKeptHere: false });
  const member = await findMember(acme.id, ada.userId);
  assert.deepEqual([member!.email, member!.isEmailProven], [newEmail, true]);
  assert.equal(await emailIn(globex.id, ada), ada.email);
  await follow(ada);
  assert.equal(await emailIn(globex.id, ada), newEmail);
  const changed = { email: newEmail, before: ada.email };
  assert.deepEqual(await entries(acme.id, "member.email_changed"), [changed]);
  assert.deepEqual(await entries(globex.id, "member.email_changed"), [changed]);
  assert.deepEqual((await mailsOf(acme.id)).at(-1), ["email_changed", ada.email]);
  assert.equal(await findEmailChange(acme.id, { userId: ada.userId, now }), undefined);
});

Deno.test("changeEmail() takes a code once, within a day, from the person it was made for, in the house it was made in", async () => {
  const { ada, ben, acme, globex } = await makeCast();
  await moveIn(ada, globex.id);
  await ask(ada, addressOf("new"));
  const code = await codeSentIn(acme.id);
  assert.deepEqual(await change(ada, "made up"), INVALID);
  assert.deepEqual(await change(ben, code), INVALID);
  assert.deepEqual(await change({ ...ada, tenant: globex }, code), INVALID);
  assert.deepEqual(await change(ada, code, later(DAY)), INVALID);
  const twice = await Promise.all([change(ada, code), change(ada, code)]);
  assert.deepEqual(twice.filter((it) => it.ok).length, 1);
  assert.deepEqual(twice.filter((it) => !it.ok), [INVALID]);
});

Deno.test("changeEmail() takes no code that a later wish has replaced, or that was withdrawn", async () => {
  const { ada, acme } = await makeCast();
  await ask(ada, addressOf("first"));
  const first = await codeSentIn(acme.id);
  await ask(ada, addressOf("second"));
  const second = await codeSentIn(acme.id);
  assert.deepEqual(await change(ada, first), INVALID);
  await withdrawEmailChange(acme.id, { userId: ada.userId, now });
  assert.deepEqual(await change(ada, second), INVALID);
  assert.equal(await findEmailChange(acme.id, { userId: ada.userId, now }), undefined);
});

Deno.test("changeEmail() leaves a proven address with whom it belongs to", async () => {
  const { ada, max, acme } = await makeCast();
  await ask(ada, max.email);
  const code = await codeSentIn(acme.id);
  await prove(max);
  assert.deepEqual(await change(ada, code), { ok: false, reason: "email_taken" });
  assert.equal(await emailIn(acme.id, ada), ada.email);
});

Deno.test("changeEmail() makes links worthless that were sent to the old address", async () => {
  const { ada, acme } = await makeCast();
  await asSuperuser((client) =>
    client.query(
      `insert into platform.single_use_codes (code_hash, purpose, user_id, tenant_id, created_at, expires_at)
       values ($1, 'verify_email', $2, $3, $4, $5)`,
      [new TextEncoder().encode(newId()), ada.userId, acme.id, now, later(DAY)],
    )
  );
  await ask(ada, addressOf("new"));
  await change(ada, await codeSentIn(acme.id));
  const { rows } = await asSuperuser((client) =>
    client.query("select used_at from platform.single_use_codes where user_id = $1 and used_at is null", [
      ada.userId,
    ])
  );
  assert.deepEqual(rows, []);
});

Deno.test("followPersonJob() takes over what is true when it runs, and twice is once", async () => {
  const { ada, acme, globex } = await makeCast();
  await moveIn(ada, globex.id);
  await renamePerson(acme.id, { member: ada, name: "First", actor: actorOf(ada) });
  await renamePerson(acme.id, { member: { ...ada, name: "First" }, name: "Second", actor: actorOf(ada) });
  for (let runs = 0; runs < 2; runs++) await follow(ada);
  assert.equal(await nameIn(globex.id, ada), "Second");
  assert.deepEqual(await entries(globex.id, "member.email_changed"), []);
});

Deno.test("who has to come in by the company's connection stays under the company's address in that house", async () => {
  const { ada, ben, acme, globex } = await makeCast();
  await makeProvenDomain(ada, ada.email);
  const connectionId = await makeEnabledConnection(ada);
  await asSuperuser((client) =>
    client.query("update pooled.sso_connections set enforced_at = now(), enforced_by = $2 where id = $1", [
      connectionId,
      ada.userId,
    ])
  );
  await moveIn(ben, globex.id);
  for (
    const [newEmail, isKept] of [[`ben@${newId()}.test`, true], [
      `benjamin@${ada.email.split("@")[1]}`,
      false,
    ]] as const
  ) {
    await ask(ben, newEmail);
    assert.deepEqual(await change(ben, await codeSentIn(acme.id)), { ok: true, isKeptHere: isKept });
    await follow(ben);
    assert.equal(await emailIn(globex.id, ben), newEmail);
    assert.equal(await emailIn(acme.id, ben), isKept ? ben.email : newEmail);
  }
});

async function ask(person: Person, newEmail: string) {
  return await askEmailChange(person.tenant, {
    member: await memberOf(person),
    newEmail,
    actor: actorOf(person),
    now,
  });
}

async function change(person: Person, code: string, at = now) {
  return await changeEmail(person.tenant, {
    code,
    member: await memberOf(person),
    actor: actorOf(person),
    now: at,
  });
}

async function memberOf({ tenant, userId }: Person) {
  return (await findMember(tenant.id, userId))!;
}

async function follow({ userId }: Person) {
  const { signal } = new AbortController();
  await followPersonJob({ id: newId(), tenantId: newId(), payload: { userId }, attempt: 1, signal });
}

async function codeSentIn(tenantId: string): Promise<string> {
  const mails = await lettersIn(tenantId);
  const { sealedData } = mails.filter((it) => it.template === "confirm_new_email").at(-1)!;
  return new URL(JSON.parse(open(sealedData, "mail data")).confirmUrl).searchParams.get("code")!;
}

async function mailsOf(tenantId: string): Promise<[template: string, to: string][]> {
  return (await lettersIn(tenantId)).filter((it) => it.template !== "welcome").map((
    it,
  ) => [it.template, it.to]);
}

async function lettersIn(tenantId: string) {
  const jobs = await asTenant(
    tenantId,
    (tx) =>
      tx.rows<{ payload: { to: string; template: string; sealedData: string } }>`
      select payload from jobs where tenant_id = ${tx.tenantId} and kind = 'mail.send' order by id`,
  );
  return jobs.map((it) => it.payload);
}

async function jobsFor({ userId }: Person) {
  return await asSuperuser(async (client) =>
    (await client.query("select from pooled.jobs where kind = 'person.follow' and payload->>'userId' = $1", [
      userId,
    ]))
      .rows
  );
}

async function entries(tenantId: string, action: string): Promise<unknown[]> {
  const rows = await asTenant(tenantId, (tx) =>
    tx.rows<{ detail: unknown }>`
      select detail from audit_entries where tenant_id = ${tx.tenantId} and action = ${action} order by id`);
  return rows.map((it) => it.detail);
}

async function nameIn(tenantId: string, { userId }: Person) {
  return (await findMember(tenantId, userId))!.name;
}

async function emailIn(tenantId: string, { userId }: Person) {
  return (await findMember(tenantId, userId))!.email;
}

async function moveIn({ userId, name, email }: Cast["ada"], tenantId: string) {
  await asSuperuser((client) =>
    client.query(
      `insert into pooled.members (tenant_id, id, user_id, role, email, name) values ($1, $2, $3, 'member', $4, $5)`,
      [tenantId, newId(), userId, email, name],
    )
  );
}

async function prove({ userId }: Person) {
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [userId])
  );
}

function addressOf(name: string): string {
  return `${name}-${newId()}@acme.test`;
}

function actorOf({ userId, name }: Person) {
  return { kind: "member" as const, id: userId, name };
}
