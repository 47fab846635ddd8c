import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { verifyEmail } from "@/lib/identity/verify_email.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { open } from "@/lib/vault/open.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { resendVerification } from "./resend_verification.ts";

const now = new Date();

Deno.test("resendVerification() mails a new link that proves the address", async () => {
  const { acme, ben } = await makeCast();
  assert.deepEqual(await resendVerification(acme, { member: await memberOf(ben), now }), { ok: true });
  const [mail] = await mailsOf(ben);
  const { name, tenantName, verifyUrl } = JSON.parse(open(mail.payload.sealedData, "mail data"));
  assert.deepEqual([mail.payload.template, name, tenantName], ["verify_email", "Ben", "Acme"]);
  assert(verifyUrl.startsWith(`${acme.origin}/verify-email?code=`));
  const code = new URL(verifyUrl).searchParams.get("code")!;
  const actor = { kind: "member" as const, id: ben.userId, name: ben.name };
  assert.deepEqual(await verifyEmail(acme.id, { code, member: ben, actor, now }), { ok: true });
  assert.deepEqual(await resendVerification(acme, { member: await memberOf(ben), now }), {
    ok: false,
    reason: "already_proven",
  });
});

Deno.test("resendVerification() mails to the address that the link proves, whatever the house's directory calls the person", async () => {
  const { acme, ben } = await makeCast();
  await asTenant(
    acme.id,
    (tx) =>
      tx.count`update members set email = 'mallory@globex.test' where tenant_id = ${tx.tenantId} and id = ${ben.id}`,
  );
  assert((await resendVerification(acme, { member: await memberOf(ben), now })).ok);
  assert.deepEqual((await mailsOf(ben)).map((it) => it.payload.to), [ben.email]);
});

Deno.test("resendVerification() stops after three, for five minutes each", async () => {
  const { acme, ben } = await makeCast();
  const member = await memberOf(ben);
  for (let n = 0; n < 3; n++) assert((await resendVerification(acme, { member, now })).ok);
  assert.deepEqual(await resendVerification(acme, { member, now }), {
    ok: false,
    reason: "too_many",
    retryAfterSeconds: 300,
  });
  assert.equal((await mailsOf(ben)).length, 3);
});

async function memberOf({ tenant, userId }: Person) {
  return (await findMember(tenant.id, userId))!;
}

async function mailsOf({ tenant, email }: Person) {
  return await asTenant(
    tenant.id,
    (tx) =>
      tx.rows<{ payload: { to: string; template: string; sealedData: string } }>`
        select payload from jobs where tenant_id = ${tx.tenantId} and payload->>'to' = ${email}`,
  );
}
