import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { type CastTenant, makeCast, type Person } from "@/tests/support/cast.ts";
import { readAccessToken } from "./access_token.ts";
import { issueHandoff, redeemHandoff } from "./handoff.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const INVALID = { ok: false, reason: "invalid_code" };

Deno.test("redeemHandoff() opens the person's session on the tenant's host", async () => {
  const { ada, acme } = await makeCast();
  const redeemed = await redeem(acme, await codeFor(ada));
  assert(redeemed.ok);
  const claims = await readAccessToken(redeemed.session.accessToken, { audience: acme.origin, now });
  assert.equal(claims?.userId, ada.userId);
});

Deno.test("redeemHandoff() takes a code once, also when it comes twenty times at once", async () => {
  const { ada, acme } = await makeCast();
  const code = await codeFor(ada);
  const redeemed = await Promise.all(Array.from({ length: 20 }, () => redeem(acme, code)));
  assert.equal(redeemed.filter((it) => it.ok).length, 1);
  assert.deepEqual(await redeem(acme, code), INVALID);
});

Deno.test("redeemHandoff() refuses a code on another tenant's host, and leaves it good on its own", async () => {
  const { ada, acme, globex } = await makeCast();
  const code = await codeFor(ada);
  assert.deepEqual(await redeem(globex, code), INVALID);
  assert((await redeem(acme, code)).ok);
});

Deno.test("redeemHandoff() refuses a code after a minute", async () => {
  const { ada, acme } = await makeCast();
  const code = await codeFor(ada);
  assert.deepEqual(await redeem(acme, code, later(60)), INVALID);
  assert((await redeem(acme, code, later(59))).ok);
});

Deno.test("redeemHandoff() refuses what we never issued, and somebody who is no member any more", async () => {
  const { ada, ben, acme } = await makeCast();
  assert.deepEqual(await redeem(acme, ""), INVALID);
  assert.deepEqual(await redeem(acme, "A".repeat(43)), INVALID);
  const code = await codeFor(ben);
  await asTenant(
    acme.id,
    (tx) => tx.count`delete from members where tenant_id = ${tx.tenantId} and id = ${ben.id}`,
  );
  assert.deepEqual(await redeem(acme, code), INVALID);
  assert((await redeem(acme, await codeFor(ada))).ok);
});

async function codeFor({ tenant, userId }: Person): Promise<string> {
  return await asTenant(tenant.id, (tx) => issueHandoff(tx, { userId, now }));
}

async function redeem(tenant: CastTenant, code: string, at = now) {
  const visitor = { ip: "192.0.2.1" };
  return await redeemHandoff(tenant.id, { code, audience: tenant.origin, visitor, now: at });
}
