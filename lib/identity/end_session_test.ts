import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { endSession } from "./end_session.ts";
import { refreshSession } from "./refresh_session.ts";
import { isRevoked } from "./revocation.ts";

const now = new Date();

Deno.test("endSession() refuses both tokens at once and leaves an audit entry", async () => {
  const { ada, acme } = await makeCast();
  const session = await sessionFor(ada, now);
  await endSession(session, { requestId: "req_1", now });
  assert.equal(await isRevoked(session.sessionId), true);
  const refreshed = await refreshSession({ token: session.refreshToken, audience: acme.origin, now });
  assert.deepEqual(refreshed, { ok: false, reason: "revoked" });
  assert.deepEqual(await signedOut(acme.id), [{
    actor_id: ada.userId,
    actor_name: "Ada",
    request_id: "req_1",
  }]);
});

Deno.test("endSession() refuses the access token before the database hears of it, should this process die after", async () => {
  const { ada } = await makeCast();
  const session = await sessionFor(ada, now);
  await whileAuditFails(async () => {
    await assert.rejects(endSession(session, { now }), /refused by the test/);
  });
  assert.equal(await isRevoked(session.sessionId), true);
});

Deno.test("endSession() twice is once", async () => {
  const { ada, acme } = await makeCast();
  const session = await sessionFor(ada, now);
  await endSession(session, { now });
  await endSession(session, { now });
  assert.equal((await signedOut(acme.id)).length, 1);
});

Deno.test("endSession() leaves the person's other sessions alone", async () => {
  const { ada, acme } = await makeCast();
  const [one, two] = [await sessionFor(ada, now), await sessionFor(ada, now)];
  await endSession(one, { now });
  assert.equal(await isRevoked(two.sessionId), false);
  assert((await refreshSession({ token: two.refreshToken, audience: acme.origin, now })).ok);
});

Deno.test("endSession() ends no session of another tenant", async () => {
  const { ada, acme, max, globex } = await makeCast();
  const session = await sessionFor(max, now);
  await endSession({ ...session, userId: ada.userId, tenantId: acme.id }, { now });
  assert((await refreshSession({ token: session.refreshToken, audience: globex.origin, now })).ok);
});

async function whileAuditFails(work: () => Promise<void>) {
  await asSuperuser(async (client) => {
    await client.query(`
      create function public.refuse_entry() returns trigger language plpgsql as
        $$ begin raise exception 'refused by the test'; end $$;
      create trigger refuse_entry before insert on pooled.audit_entries
        for each row when (new.action = 'member.signed_out') execute function public.refuse_entry()`);
    try {
      await work();
    } finally {
      await client.query("drop function public.refuse_entry cascade");
    }
  });
}

async function signedOut(tenantId: string) {
  return await asTenant(
    tenantId,
    (tx) =>
      tx.rows`select actor_id, actor_name, request_id from audit_entries
               where tenant_id = ${tx.tenantId} and action = 'member.signed_out'`,
  );
}
