import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { isRevoked } from "@/lib/identity/revocation.ts";
import { newId } from "@/lib/ids.ts";
import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { actorOf, makeRole } from "@/tests/support/invitations.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { listKeysMadeBy } from "@/lib/identity/list_keys_made_by.ts";
import { findMember } from "../find_member.ts";
import { listMembers } from "../list_members.ts";
import { membersAmong } from "../members_among.ts";
import type { RoleChoice } from "../roles/role_choice.ts";
import { changeRole } from "./change_role.ts";
import { deactivate, deactivateMember } from "./deactivate_member.ts";
import { endMemberSessions } from "./end_member_sessions.ts";
import { reactivateMember } from "./reactivate_member.ts";
import { leaveTenant, removeMember } from "./remove_member.ts";
import { resetMemberFactors } from "./reset_member_factors.ts";
import { transferOwnership } from "./transfer_ownership.ts";

const now = new Date();

Deno.test("changeRole() gives another role and writes down both", async () => {
  const { ada, cleo, acme } = await makeCast();
  assert.deepEqual(await to(ada, cleo, { role: "admin" }), { ok: true });
  assert.equal(await roleOf(cleo), "admin");
  assert.deepEqual(await entriesAbout(cleo, "member.role_changed"), [{
    actor_name: "Ada",
    detail: { name: "Cleo", role_before: "read_only", role: "admin" },
  }]);
  assert.equal((await findMember(acme.id, cleo.userId))?.permissions.has("audit.read"), true);
});

Deno.test("changeRole() lets an admin touch no owner, and make nobody more than an admin", async () => {
  const { ada, ben, cleo } = await makeCast();
  await to(ada, ben, { role: "admin" });
  assert.deepEqual(await to(ben, ada, { role: "member" }), { ok: false, reason: "above_you" });
  assert.deepEqual(await to(ben, cleo, { role: "admin" }), { ok: true });
  assert.equal(await roleOf(ada), "owner");
});

Deno.test("changeRole() gives nothing that the giver does not hold, and touches nobody who holds more", async () => {
  const { ada, ben, cleo } = await makeCast();
  const host = await makeRole(ada, {
    name: "Host",
    permissions: ["members.read", "members.manage", "usage.read"],
  });
  await to(ada, ben, { role: "custom", roleId: host });
  assert.deepEqual(await to(ben, cleo, { role: "custom", roleId: host }), { ok: false, reason: "above_you" });
  const low = await makeRole(ada, { name: "Low", permissions: ["usage.read"] });
  await to(ada, cleo, { role: "custom", roleId: low });
  for (const role of ["admin", "member", "read_only"] as const) {
    assert.deepEqual(await to(ben, cleo, { role }), { ok: false, reason: "above_your_role" });
  }
  assert.deepEqual(await to(ben, cleo, { role: "custom", roleId: host }), { ok: true });
});

Deno.test("changeRole() lets nobody raise themselves, and everybody who manages step down", async () => {
  const { ada, ben } = await makeCast();
  const host = await makeRole(ada, { name: "Host", permissions: ["members.manage", "members.read"] });
  await to(ada, ben, { role: "custom", roleId: host });
  assert.deepEqual(await to(ben, ben, { role: "admin" }), { ok: false, reason: "above_your_role" });
  const low = await makeRole(ada, { name: "Low", permissions: ["members.read"] });
  assert.deepEqual(await to(ben, ben, { role: "custom", roleId: low }), { ok: true });
});

Deno.test("changeRole() is for who manages members, and is active", async () => {
  const { ada, ben, cleo } = await makeCast();
  assert.deepEqual(await to(ben, cleo, { role: "read_only" }), { ok: false, reason: "above_you" });
  await to(ada, ben, { role: "admin" });
  await deactivateMember(ada.tenant.id, acting(ada, ben));
  assert.deepEqual(await to(ben, cleo, { role: "member" }), { ok: false, reason: "above_you" });
});

Deno.test("changeRole() finds no member of another tenant, and no role of one", async () => {
  const { ada, max, ben } = await makeCast();
  assert.deepEqual(await to(ada, max, { role: "member" }), { ok: false, reason: "not_found" });
  const roleId = await makeRole(max, { name: "Theirs", permissions: ["usage.read"] });
  assert.deepEqual(await to(ada, ben, { role: "custom", roleId }), { ok: false, reason: "unknown_role" });
});

Deno.test("changeRole() does not demote the last owner, and does where there is another", async () => {
  const { ada, ben } = await makeCast();
  assert.deepEqual(await to(ada, ada, { role: "admin" }), { ok: false, reason: "last_owner" });
  assert.equal(await roleOf(ada), "owner");
  await transferOwnership(ada.tenant.id, { ...acting(ada, ben), becomes: "owner" });
  assert.deepEqual(await to(ben, ada, { role: "admin" }), { ok: true });
});

Deno.test("transferOwnership() makes a member the owner, and the owner an admin", async () => {
  const { ada, ben } = await makeCast();
  assert.deepEqual(await transferOwnership(ada.tenant.id, { ...acting(ada, ben), becomes: "admin" }), {
    ok: true,
  });
  assert.deepEqual([await roleOf(ada), await roleOf(ben)], ["admin", "owner"]);
  assert.deepEqual(await entriesAbout(ben, "ownership.transferred"), [{
    actor_name: "Ada",
    detail: { name: "Ben", from: "Ada", from_now: "admin" },
  }]);
});

Deno.test("transferOwnership() shares the house, and takes a role of the tenant's own away", async () => {
  const { ada, ben, acme } = await makeCast();
  const roleId = await makeRole(ada, { name: "Books", permissions: ["usage.read"] });
  await to(ada, ben, { role: "custom", roleId });
  assert((await transferOwnership(acme.id, { ...acting(ada, ben), becomes: "owner" })).ok);
  assert.deepEqual([await roleOf(ada), await roleOf(ben)], ["owner", "owner"]);
  assert.equal((await findMember(acme.id, ben.userId))?.roleId, undefined);
});

Deno.test("transferOwnership() has a reason for each refusal", async () => {
  const { ada, ben, cleo, max } = await makeCast();
  const hand = (from: Person, heir: Person) =>
    transferOwnership(ada.tenant.id, { ...acting(from, heir), becomes: "admin" });
  await to(ada, ben, { role: "admin" });
  assert.deepEqual(await hand(ben, cleo), { ok: false, reason: "not_an_owner" });
  assert.deepEqual(await hand(ben, ben), { ok: false, reason: "yourself" });
  assert.deepEqual(await hand(ada, max), { ok: false, reason: "not_found" });
  assert.deepEqual(await hand(max, cleo), { ok: false, reason: "not_an_owner" });
  await deactivateMember(ada.tenant.id, acting(ada, cleo));
  assert.deepEqual(await hand(ada, cleo), { ok: false, reason: "deactivated" });
  await transferOwnership(ada.tenant.id, { ...acting(ada, ben), becomes: "owner" });
  assert.deepEqual(await hand(ada, ben), { ok: false, reason: "owner_already" });
});

Deno.test("deactivateMember() ends every session here at once, refuses every way in, and leaves keys alone", async () => {
  const { ada, ben, acme } = await makeCast();
  const sessions = [await sessionFor(ben), await sessionFor(ben)];
  const other = await sessionFor(ada);
  const { id: keyId } = await makeKey(acme.id, { name: "Shop", actor: actorOf(ben), now });
  assert.deepEqual(await deactivateMember(acme.id, acting(ada, ben)), { ok: true });
  for (const { sessionId, refreshToken } of sessions) {
    assert.equal(await isRevoked(sessionId), true);
    const refreshed = await refreshSession({ token: refreshToken, audience: acme.origin, now });
    assert.deepEqual(refreshed, { ok: false, reason: "revoked" });
  }
  assert.equal(await isRevoked(other.sessionId), false);
  assert.equal(await findMember(acme.id, ben.userId), undefined);
  assert.deepEqual([...await membersAmong(acme.id, [ada.userId, ben.userId])], [ada.userId]);
  assert.deepEqual(await signIn(ben), { ok: false, reason: "wrong_credentials" });
  const listed = (await listMembers(acme.id)).find((it) => it.id === ben.id);
  assert.deepEqual(listed?.deactivatedAt, now);
  assert.deepEqual((await listKeysMadeBy(acme.id, ben.userId)).map((it) => it.id), [keyId]);
  assert.deepEqual(await entriesAbout(ben, "member.deactivated"), [{
    actor_name: "Ada",
    detail: { name: "Ben", ended_sessions: 2 },
  }]);
});

Deno.test("a deactivated member is refused a session by the database itself", async () => {
  const { ada, ben, acme } = await makeCast();
  await deactivateMember(acme.id, acting(ada, ben));
  await assert.rejects(
    asSuperuser((client) => client.query(...insertSession(acme.id, ben.userId))),
    { code: "42501", message: "Only an active member has a session in a tenant" },
  );
  assert.deepEqual(await asCandidates(ben), []);
  const byAddress = await asTenant(
    acme.id,
    (tx) => tx.rows`select from gate.members_by_address(${ben.email})`,
  );
  assert.deepEqual(byAddress, [], "nor a mail that lets in");
});

Deno.test("deactivateMember() waits for a session that is being opened, and ends it", async () => {
  const { ada, ben, acme } = await makeCast();
  await asSuperuser(async (client) => {
    await client.query("begin");
    const [text, values] = insertSession(acme.id, ben.userId);
    await client.query(text, values);
    const deactivating = deactivateMember(acme.id, acting(ada, ben));
    await waitsForLock(deactivating);
    await client.query("commit");
    assert.deepEqual(await deactivating, { ok: true });
    const { rows } = await client.query(
      "select revoked_because from platform.sessions where id = $1",
      [values[0]],
    );
    assert.deepEqual(rows, [{ revoked_because: "member_deactivated" }]);
  });
});

Deno.test("deactivateMember() counts an active member less, and reactivateMember() one more", async () => {
  const { ada, ben, acme } = await makeCast();
  const active = async () =>
    (await usageSoFar(acme.id, { now })).meters.find((it) => it.meter === "active_members")?.used;
  assert.equal(await active(), 3);
  await deactivateMember(acme.id, acting(ada, ben));
  assert.equal(await active(), 2);
  await reactivateMember(acme.id, acting(ada, ben));
  assert.equal(await active(), 3);
});

Deno.test("deactivateMember() has a reason for each refusal", async () => {
  const { ada, ben, cleo, max } = await makeCast();
  const { id } = ada.tenant;
  assert.deepEqual(await deactivateMember(id, acting(ada, ada)), { ok: false, reason: "yourself" });
  assert.deepEqual(await deactivateMember(id, acting(ben, cleo)), { ok: false, reason: "above_you" });
  assert.deepEqual(await deactivateMember(id, acting(ada, max)), { ok: false, reason: "not_found" });
  await deactivateMember(id, acting(ada, ben));
  assert.deepEqual(await deactivateMember(id, acting(ada, ben)), {
    ok: false,
    reason: "already_deactivated",
  });
  await to(ada, cleo, { role: "admin" });
  assert.deepEqual(await deactivateMember(id, acting(cleo, ada)), { ok: false, reason: "above_you" });
});

Deno.test("deactivate() is refused for the last owner, whoever asks", async () => {
  const { ada, acme } = await makeCast();
  await assert.rejects(
    asTenant(
      acme.id,
      (tx) => deactivate(tx, { member: ada, actor: { kind: "system", name: "Directory" }, now }),
    ),
    { constraint: "tenant_keeps_an_owner" },
  );
  assert.equal(await roleOf(ada), "owner");
});

Deno.test("deactivateMember() takes one of two owners, and not the one who is left", async () => {
  const { ada, ben, acme } = await makeCast();
  await transferOwnership(acme.id, { ...acting(ada, ben), becomes: "owner" });
  assert.deepEqual(await deactivateMember(acme.id, acting(ada, ben)), { ok: true });
  assert.deepEqual(await to(ada, ada, { role: "admin" }), { ok: false, reason: "last_owner" });
  assert.deepEqual(await leave(ada), { ok: false, reason: "last_owner" });
});

Deno.test("resetMemberFactors() and endMemberSessions() are nobody's own shortcut, take as much as the member holds, and find members alone", async () => {
  const { ada, ben, max } = await makeCast();
  for (const act of [resetMemberFactors, endMemberSessions]) {
    await to(ada, ben, { role: "admin" });
    const over = (by: Person, { id: memberId }: Person) =>
      act(ada.tenant.id, { by: by.id, memberId, actor: actorOf(by), now });
    assert.deepEqual(await over(ben, ada), { ok: false, reason: "above_you" });
    assert.deepEqual(await over(ben, ben), { ok: false, reason: "yourself" });
    assert.deepEqual(await over(ada, max), { ok: false, reason: "not_found" });
    assert.equal((await over(ada, ben)).ok, true);
    await to(ada, ben, { role: "member" });
    assert.deepEqual(await over(ben, ada), { ok: false, reason: "above_you" });
  }
});

Deno.test("endMemberSessions() ends every session here at once, and none in another house", async () => {
  const { ada, ben, globex } = await makeCast();
  const sessions = [await sessionFor(ben), await sessionFor(ben)];
  const own = await sessionFor(ada);
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ben.userId}, 'member', ${ben.email}, 'Ben')`);
  const elsewhere = await sessionFor({ ...ben, tenant: globex });
  const acting = { by: ada.id, memberId: ben.id, actor: actorOf(ada), now };
  assert.deepEqual(await endMemberSessions(ada.tenant.id, acting), { ok: true, ended: 2 });
  for (const { sessionId } of sessions) assert.equal(await isRevoked(sessionId, now), true);
  for (const { sessionId } of [own, elsewhere]) assert.equal(await isRevoked(sessionId, now), false);
  assert.deepEqual(await entriesAbout(ben, "member.sessions_ended"), [{
    actor_name: "Ada",
    detail: { sessions: 2, because: "revoked_by_admin" },
  }]);
});

Deno.test("reactivateMember() lets somebody sign in again, with no session of before", async () => {
  const { ada, ben, acme } = await makeCast();
  const before = await sessionFor(ben);
  await deactivateMember(acme.id, acting(ada, ben));
  assert.deepEqual(await reactivateMember(acme.id, acting(ada, ben)), { ok: true });
  assert.equal((await findMember(acme.id, ben.userId))?.role, "member");
  assert((await signIn(ben)).ok);
  const refreshed = await refreshSession({ token: before.refreshToken, audience: acme.origin, now });
  assert.deepEqual(refreshed, { ok: false, reason: "revoked" });
  assert.equal((await entriesAbout(ben, "member.reactivated")).length, 1);
});

Deno.test("reactivateMember() has a reason for each refusal", async () => {
  const { ada, ben, cleo, max } = await makeCast();
  const { id } = ada.tenant;
  assert.deepEqual(await reactivateMember(id, acting(ada, ben)), { ok: false, reason: "not_deactivated" });
  assert.deepEqual(await reactivateMember(id, acting(ada, ada)), { ok: false, reason: "yourself" });
  assert.deepEqual(await reactivateMember(id, acting(ada, max)), { ok: false, reason: "not_found" });
  await to(ada, ben, { role: "admin" });
  await deactivateMember(id, acting(ada, ben));
  await to(ada, cleo, { role: "member" });
  assert.deepEqual(await reactivateMember(id, acting(cleo, ben)), { ok: false, reason: "above_you" });
  assert.deepEqual(await reactivateMember(id, acting(ben, ben)), { ok: false, reason: "yourself" });
});

Deno.test("removeMember() ends the membership and its sessions; what was written down stays", async () => {
  const { ada, ben, acme } = await makeCast();
  const session = await sessionFor(ben);
  assert.deepEqual(await removeMember(acme.id, acting(ada, ben)), { ok: true });
  assert.equal(await isRevoked(session.sessionId), true);
  assert.equal(await findMember(acme.id, ben.userId), undefined);
  assert.deepEqual(await signIn(ben), { ok: false, reason: "wrong_credentials" });
  assert.deepEqual(await entriesAbout(ben, "member.removed"), [{
    actor_name: "Ada",
    detail: { name: "Ben", email: ben.email, role: "member", ended_sessions: 1 },
  }]);
  assert.deepEqual(await memberships(ben.userId), []);
});

Deno.test("removeMember() has a reason for each refusal", async () => {
  const { ada, ben, cleo, max } = await makeCast();
  const { id } = ada.tenant;
  assert.deepEqual(await removeMember(id, acting(ada, ada)), { ok: false, reason: "yourself" });
  assert.deepEqual(await removeMember(id, acting(ben, cleo)), { ok: false, reason: "above_you" });
  assert.deepEqual(await removeMember(id, acting(ada, max)), { ok: false, reason: "not_found" });
  await to(ada, ben, { role: "admin" });
  assert.deepEqual(await removeMember(id, acting(ben, ada)), { ok: false, reason: "above_you" });
});

Deno.test("removeMember() takes a deactivated member too", async () => {
  const { ada, ben, acme } = await makeCast();
  await deactivateMember(acme.id, acting(ada, ben));
  assert.deepEqual(await removeMember(acme.id, acting(ada, ben)), { ok: true });
  assert.deepEqual(await memberships(ben.userId), []);
});

Deno.test("leaveTenant() lets everybody go but the last owner", async () => {
  const { ada, ben, max } = await makeCast();
  const session = await sessionFor(ben);
  assert.deepEqual(await leave(ben), { ok: true });
  assert.equal(await isRevoked(session.sessionId), true);
  assert.equal((await entriesAbout(ben, "member.left")).length, 1);
  assert.deepEqual(await leave(ada), { ok: false, reason: "last_owner" });
  assert.equal(await roleOf(ada), "owner");
  assert.deepEqual(await leave({ ...max, tenant: ada.tenant }), { ok: false, reason: "not_found" });
});

Deno.test("of two owners who leave at once, one stays", async () => {
  for (let n = 0; n < 5; n++) {
    const { ada, ben, acme } = await makeCast();
    await transferOwnership(acme.id, { ...acting(ada, ben), becomes: "owner" });
    const left = await Promise.all([leave(ada), leave(ben)]);
    assert.deepEqual(left.map((it) => it.ok).sort(), [false, true]);
    assert.deepEqual(left.find((it) => !it.ok), { ok: false, reason: "last_owner" });
    assert.deepEqual(await activeOwners(acme.id), 1);
  }
});

Deno.test("of three owners who demote, deactivate and remove each other at once, one stays", async () => {
  for (let n = 0; n < 5; n++) {
    const { ada, ben, cleo, acme } = await makeCast();
    for (const heir of [ben, cleo]) {
      await transferOwnership(acme.id, { ...acting(ada, heir), becomes: "owner" });
    }
    await Promise.allSettled([
      to(ada, ben, { role: "admin" }),
      deactivateMember(acme.id, acting(ben, cleo)),
      removeMember(acme.id, acting(cleo, ada)),
      leave(ada),
      leave(ben),
      leave(cleo),
    ]);
    assert.deepEqual(await activeOwners(acme.id), 1);
  }
});

Deno.test("a transfer and the heir's leaving at once leave an owner", async () => {
  for (let n = 0; n < 5; n++) {
    const { ada, ben, acme } = await makeCast();
    await Promise.all([
      transferOwnership(acme.id, { ...acting(ada, ben), becomes: "admin" }),
      leave(ben),
    ]);
    assert.deepEqual(await activeOwners(acme.id), 1);
  }
});

function acting(by: Person, on: Person) {
  return { by: by.id, memberId: on.id, actor: actorOf(by), now };
}

function to(by: Person, on: Person, role: RoleChoice) {
  return changeRole(by.tenant.id, { ...acting(by, on), to: role });
}

function leave(person: Person) {
  return leaveTenant(person.tenant.id, { memberId: person.id, actor: actorOf(person), now });
}

function signIn({ tenant, email }: Person) {
  return signInWithPassword(tenant, { email, password: PASSWORD, visitor: { ip: newId() }, now });
}

async function roleOf({ tenant, id }: Person): Promise<string | undefined> {
  return (await listMembers(tenant.id)).find((it) => it.id === id)?.role;
}

async function activeOwners(tenantId: string): Promise<number> {
  return (await listMembers(tenantId)).filter((it) => it.role === "owner" && !it.deactivatedAt).length;
}

function asCandidates({ tenant, email }: Person) {
  return asTenant(tenant.id, (tx) => tx.rows`select user_id from gate.sign_in_candidates(${email})`);
}

async function memberships(userId: string) {
  const { rows } = await asSuperuser((client) =>
    client.query("select tenant_id from platform.memberships where user_id = $1", [userId])
  );
  return rows;
}

function insertSession(tenantId: string, userId: string): [string, string[]] {
  return [
    `insert into platform.sessions
       (id, user_id, tenant_id, audience, methods, authenticated_at, created_at, last_refreshed_at, expires_at)
     values ($1, $2, $3, 'x', '{pwd}', now(), now(), now(), now() + interval '1 day')`,
    [newId(), userId, tenantId],
  ];
}

/** Until `work` waits for a row that somebody's open transaction holds. */
async function waitsForLock(work: Promise<unknown>): Promise<void> {
  let isDone = false;
  work.then(() => isDone = true);
  while (!isDone) {
    const { rows } = await asSuperuser((client) =>
      client.query(
        `select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%member_deactivations%'`,
      )
    );
    if (rows.length > 0) return;
  }
  assert.fail("It did not wait");
}

async function entriesAbout({ tenant, id }: Person, action: string) {
  return await asTenant(tenant.id, (tx) =>
    tx.rows`select actor_name, detail from audit_entries
             where tenant_id = ${tx.tenantId} and action = ${action} and subject_id = ${id}`);
}
