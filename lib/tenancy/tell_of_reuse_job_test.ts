import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { PLATFORM_ITSELF } from "@/lib/jobs/enqueue_for_platform.ts";
import { open } from "@/lib/vault/open.ts";
import { baseOrigin } from "@/tests/support/app.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeOperator } from "@/tests/support/operators.ts";
import { tellOfReuseJob } from "./tell_of_reuse_job.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const { signal } = new AbortController();

Deno.test("a refresh token that is used again leaves an audit entry and a mail to the person, once", async () => {
  const { ada, acme } = await makeCast();
  const { sessionId } = await reuseOf(ada);
  const [job] = await jobsAbout(sessionId);
  assert.equal(job.tenant_id, acme.id);
  assert.deepEqual(job.payload, { sessionId });
  for (let runs = 0; runs < 2; runs++) {
    await tellOfReuseJob({ id: job.id, tenantId: acme.id, payload: { sessionId }, attempt: 1, signal });
  }
  const { entries, mails } = await asTenant(acme.id, async (tx) => ({
    entries: await tx.rows`
      select actor_kind, subject_id, detail from audit_entries
       where tenant_id = ${tx.tenantId} and action = 'member.session_token_reused'`,
    mails: await tx.rows<{ payload: { to: string; template: string; sealedData: string } }>`
      select payload from jobs where tenant_id = ${tx.tenantId} and kind = 'mail.send'
        and payload->>'template' = 'session_ended'`,
  }));
  const where = { device: "Unknown device", place: "192.0.2.1" };
  assert.deepEqual(entries, [{ actor_kind: "system", subject_id: ada.id, detail: where }]);
  assert.equal(mails.length, 1);
  const { to, sealedData } = mails[0].payload;
  assert.equal(to, ada.email);
  assert.deepEqual(JSON.parse(open(sealedData, "mail data")), {
    name: "Ada",
    tenantName: "Acme",
    ...where,
    securityUrl: `${acme.origin}/security`,
  });
});

Deno.test("fifty reuses at once leave one job: the first has ended the session", async () => {
  const { ada, acme } = await makeCast();
  const { refreshToken: token, sessionId } = await sessionFor(ada, now);
  await refreshSession({ token, audience: acme.origin, now });
  const refreshed = await Promise.all(
    Array.from({ length: 50 }, () => refreshSession({ token, audience: acme.origin, now: later(31) })),
  );
  assert.equal(refreshed.filter((it) => !it.ok && it.reason === "reused").length, 1);
  assert.equal((await jobsAbout(sessionId)).length, 1);
});

Deno.test("tellOfReuseJob() tells nobody of somebody who has left since", async () => {
  const { ben, acme } = await makeCast();
  const { sessionId } = await reuseOf(ben);
  await asTenant(
    acme.id,
    (tx) => tx.count`delete from members where tenant_id = ${tx.tenantId} and id = ${ben.id}`,
  );
  await tellOfReuseJob({ id: sessionId, tenantId: acme.id, payload: { sessionId }, attempt: 1, signal });
  const entries = await asTenant(
    acme.id,
    (tx) =>
      tx.rows`select from audit_entries where tenant_id = ${tx.tenantId} and action = 'member.session_token_reused'`,
  );
  assert.equal(entries.length, 0);
});

Deno.test("the reuse of an operator's token is work of no tenant, and leaves a record", async () => {
  const { session: { sessionId, refreshToken: token } } = await makeOperator();
  await refreshSession({ token, audience: baseOrigin, now });
  await refreshSession({ token, audience: baseOrigin, now: later(31) });
  const [job] = await jobsAbout(sessionId);
  assert.equal(job.tenant_id, PLATFORM_ITSELF);
  // The mail server of a test takes nothing; that the mail was tried says whom it is for.
  await assert.rejects(
    tellOfReuseJob({ id: job.id, tenantId: PLATFORM_ITSELF, payload: { sessionId }, attempt: 1, signal }),
  );
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select from platform.platform_accesses where reason like 'An operator''s session was ended%'",
    )
  );
  assert(rows.length > 0);
});

async function reuseOf(person: Person) {
  const session = await sessionFor(person, now);
  const { refreshToken: token } = session;
  await refreshSession({ token, audience: person.tenant.origin, now });
  const again = await refreshSession({ token, audience: person.tenant.origin, now: later(31) });
  assert.deepEqual(again, { ok: false, reason: "reused" });
  return session;
}

async function jobsAbout(sessionId: string) {
  return await asSuperuser(async (client) =>
    (await client.query(
      "select tenant_id, id, payload from pooled.jobs where kind = 'session.reused' and payload->>'sessionId' = $1",
      [sessionId],
    )).rows
  );
}
