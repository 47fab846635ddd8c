import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { makeCast, PASSWORD_PHC, type Person } from "@/tests/support/cast.ts";
import { issueEmailCode, verifyEmail } from "./verify_email.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const INVALID = { ok: false, reason: "invalid_code" };

Deno.test("verifyEmail() proves the address and leaves an audit entry", async () => {
  const { ada } = await makeCast();
  assert.deepEqual(await verify(ada, await codeFor(ada)), { ok: true });
  assert.equal((await findMember(ada.tenant.id, ada.userId))?.isEmailProven, true);
  assert.equal(await entries(ada), 1);
});

Deno.test("verifyEmail() twice is once, by any of the codes", async () => {
  const { ada } = await makeCast();
  const [one, two] = [await codeFor(ada), await codeFor(ada)];
  for (const code of [one, one, two]) assert.deepEqual(await verify(ada, code), { ok: true });
  assert.equal(await entries(ada), 1);
});

Deno.test("verifyEmail() refuses the code of somebody else", async () => {
  const { ada, ben, max } = await makeCast();
  const code = await codeFor(ada);
  assert.deepEqual(await verify(ben, code), INVALID);
  assert.deepEqual(await verify(max, code), INVALID);
  assert.deepEqual(await verify(ada, code), { ok: true });
});

Deno.test("verifyEmail() refuses a code after a day, and what never was one", async () => {
  const { ada } = await makeCast();
  const code = await codeFor(ada);
  assert.deepEqual(await verify(ada, code, later(24 * 3600)), INVALID);
  assert.deepEqual(await verify(ada, "A".repeat(43)), INVALID);
  assert.equal(await entries(ada), 0);
});

Deno.test("verifyEmail() refuses an address that somebody else has proven meanwhile", async () => {
  const { ada, max } = await makeCast();
  const namesake = await addNamesake(max, ada.email);
  const [hers, theirs] = [await codeFor(ada), await codeFor(namesake)];
  const outcomes = await Promise.all([verify(ada, hers), verify(namesake, theirs)]);
  assert.deepEqual(outcomes.map((it) => it.ok).sort(), [false, true]);
  assert.deepEqual(outcomes.find((it) => !it.ok), { ok: false, reason: "email_taken" });
});

async function codeFor({ tenant, userId }: Person): Promise<string> {
  return await asTenant(tenant.id, (tx) => issueEmailCode(tx, { userId, now }));
}

async function verify(person: Person, code: string, at = now) {
  const actor = { kind: "member" as const, id: person.userId, name: person.name };
  return await verifyEmail(person.tenant.id, { code, member: person, actor, now: at });
}

async function addNamesake(host: Person, email: string): Promise<Person> {
  const actor = { kind: "member" as const, id: host.userId, name: host.name };
  const person = { name: "Namesake", email, role: "member" as const };
  const added = await asTenant(
    host.tenant.id,
    (tx) => addMember(tx, { ...person, phc: PASSWORD_PHC, actor, now }),
  );
  return { ...person, ...added, tenant: host.tenant };
}

async function entries({ tenant, id }: Person): Promise<number> {
  return await asTenant(
    tenant.id,
    async (tx) =>
      (await tx.rows`select from audit_entries where tenant_id = ${tx.tenantId}
                      and action = 'member.email_verified' and subject_id = ${id}`).length,
  );
}
