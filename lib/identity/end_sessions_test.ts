import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { makeOperator } from "@/tests/support/operators.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { endMembershipSessions } from "./end_membership_sessions.ts";
import { endOperatorSessions, endSessions, refuseSessions, type Which } from "./end_sessions.ts";
import { listOperatorSessions, listSessions } from "./list_sessions.ts";
import { refreshSession } from "./refresh_session.ts";
import { isRevoked } from "./revocation.ts";

const now = new Date();
const DAY = 24 * 3_600;
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

Deno.test("listSessions() tells open ones from ended ones, the latest first, for thirty days", async () => {
  const { ada, ben, acme } = await makeCast();
  const opened = [];
  for (const hours of [3, 2, 1]) opened.push(await sessionFor(ada, later(-hours * 3_600)));
  const [first, second, third] = opened.map((it) => it.sessionId);
  await sessionFor(ben, now);
  await end(ada, { only: second });
  const { open, ended } = await listSessions(acme.id, { userId: ada.userId, now });
  assert.deepEqual(open.map((it) => it.id), [third, first]);
  assert.deepEqual([open[0].methods, open[0].ip, open[0].openedAt], [["pwd"], "192.0.2.1", later(-3_600)]);
  assert.deepEqual(ended.map((it) => [it.id, it.endedBecause, it.endsAt]), [[
    second,
    "revoked_by_self",
    now,
  ]]);

  const idle = await listSessions(acme.id, { userId: ada.userId, now: later(7 * DAY) });
  assert.deepEqual([idle.open.length, idle.ended.map((it) => it.endedBecause)], [0, [
    null,
    null,
    "revoked_by_self",
  ]]);
  const longAfter = await listSessions(acme.id, { userId: ada.userId, now: later(31 * DAY) });
  assert.deepEqual(longAfter.ended.map((it) => it.id), [third, first]);
});

Deno.test("listSessions() shows of a person who lives in two houses those of this one", async () => {
  const { ada, globex } = await makeCast();
  await sessionFor(ada, now);
  assert.deepEqual(await listSessions(globex.id, { userId: ada.userId, now }), { open: [], ended: [] });
});

Deno.test("endSessions() ends one: both its tokens are refused, the others stay", async () => {
  const { ada } = await makeCast();
  const [one, other] = [await sessionFor(ada, now), await sessionFor(ada, now)];
  assert.equal(await end(ada, { only: one.sessionId }), 1);
  assert.equal(await end(ada, { only: one.sessionId }), 0, "twice is once");
  await assertEnded(ada, one, true);
  await assertEnded(ada, other, false);
});

Deno.test("endSessions() ends all but one, or all", async () => {
  const { ada, ben } = await makeCast();
  const [one, two, three] = [
    await sessionFor(ada, now),
    await sessionFor(ada, now),
    await sessionFor(ada, now),
  ];
  const others = await sessionFor(ben, now);
  assert.equal(await end(ada, { but: two.sessionId }), 2);
  await assertEnded(ada, one, true);
  await assertEnded(ada, two, false);
  assert.equal(await end(ada, "all"), 1);
  for (const session of [two, three]) await assertEnded(ada, session, true);
  await assertEnded(ben, others, false);
});

Deno.test("endSessions() ends no session of somebody else, whoever names it", async () => {
  const { ada, ben, max } = await makeCast();
  const [bens, maxs] = [await sessionFor(ben, now), await sessionFor(max, now)];
  for (const only of [bens.sessionId, maxs.sessionId]) assert.equal(await end(ada, { only }), 0);
  await assertEnded(ben, bens, false);
  await assertEnded(max, maxs, false);
});

Deno.test("endSessions() leaves one audit entry that says how many and why", async () => {
  const { ada, ben, acme } = await makeCast();
  for (let times = 0; times < 3; times++) await sessionFor(ben, now);
  const member = { id: ben.id, userId: ben.userId };
  const actor = { kind: "member" as const, id: ada.userId, name: "Ada", requestId: "req_1" };
  await endSessions(acme.id, { member, which: "all", because: "revoked_by_admin", actor, now });
  await endSessions(acme.id, { member, which: "all", because: "revoked_by_admin", actor, now });
  const entries = await asTenant(
    acme.id,
    (tx) =>
      tx.rows`select actor_name, subject_id, detail from audit_entries
             where tenant_id = ${tx.tenantId} and action = 'member.sessions_ended'`,
  );
  assert.deepEqual(entries, [
    { actor_name: "Ada", subject_id: ben.id, detail: { sessions: 3, because: "revoked_by_admin" } },
  ]);
});

Deno.test("endSessions() refuses access tokens before the database hears of it, should this process die after", async () => {
  const { ada } = await makeCast();
  const session = await sessionFor(ada, now);
  await asSuperuser(async (client) => {
    await client.query(`
      create function public.refuse_end() returns trigger language plpgsql as
        $$ begin raise exception 'refused by the test'; end $$;
      create trigger refuse_end before insert on pooled.audit_entries
        for each row when (new.action = 'member.sessions_ended') execute function public.refuse_end()`);
    try {
      await assert.rejects(end(ada, "all"), /refused by the test/);
    } finally {
      await client.query("drop function public.refuse_end cascade");
    }
  });
  assert.equal(await isRevoked(session.sessionId), true);
});

Deno.test("endMembershipSessions() commits with the change beside it, or not at all", async () => {
  const { ada, acme } = await makeCast();
  const session = await sessionFor(ada, now);
  const ending = { userId: ada.userId, because: "member_left", now } as const;
  const undone = asTenant(acme.id, async (tx) => {
    assert.deepEqual(await endMembershipSessions(tx, ending), [session.sessionId]);
    throw new Error("the change failed");
  });
  await assert.rejects(undone, /the change failed/);
  await assertEnded(ada, session, false);
  await refuseSessions(await asTenant(acme.id, (tx) => endMembershipSessions(tx, ending)), now);
  await assertEnded(ada, session, true);
});

Deno.test("an operator's sessions are listed and ended the same way, and leave a record", async () => {
  const { userId, session } = await makeOperator("Sam");
  const listed = await listOperatorSessions({ userId, now, operator: "Sam" });
  assert.deepEqual(listed.open.map((it) => it.id), [session.sessionId]);
  assert.equal(
    await endOperatorSessions({ userId, which: { but: session.sessionId }, operator: "Sam", now }),
    0,
  );
  assert.equal(await endOperatorSessions({ userId, which: "all", operator: "Sam", now }), 1);
  assert.equal(await isRevoked(session.sessionId), true);
  const after = await listOperatorSessions({ userId, now, operator: "Sam" });
  assert.deepEqual(after.ended.map((it) => it.endedBecause), ["revoked_by_self"]);
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.platform_accesses where reason = 'Sam ends their own sessions'")
  );
  assert(rows.length > 0);
});

Deno.test("the application login sees no session of a tenant that it has not entered, and ends none", async () => {
  const { ada, acme, globex } = await makeCast();
  const session = await sessionFor(ada, now);
  const actor = { kind: "member" as const, id: ada.userId, name: "Ada" };
  const member = { id: ada.id, userId: ada.userId };
  assert.equal(
    await endSessions(globex.id, { member, which: "all", because: "revoked_by_self", actor, now }),
    0,
  );
  await assertEnded(ada, session, false);
  assert.equal((await listSessions(acme.id, { userId: ada.userId, now })).open.length, 1);
});

function end(person: Person, which: Which): Promise<number> {
  return endSessions(person.tenant.id, { ...endingOf(person), which });
}

function endingOf({ id, userId, name }: Person) {
  const actor = { kind: "member" as const, id: userId, name };
  return { member: { id, userId }, because: "revoked_by_self" as const, actor, now };
}

type Opened = { sessionId: string; refreshToken: string };

async function assertEnded({ tenant }: Person, { sessionId, refreshToken: token }: Opened, isEnded: boolean) {
  assert.equal(await isRevoked(sessionId), isEnded);
  const refreshed = await refreshSession({ token, audience: tenant.origin, now });
  assert.deepEqual(refreshed.ok ? "open" : refreshed.reason, isEnded ? "revoked" : "open");
}
