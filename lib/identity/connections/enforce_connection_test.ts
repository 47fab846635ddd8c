import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { type Cast, makeCast, type Person } from "@/tests/support/cast.ts";
import {
  actorOf,
  makeConnection,
  makeEnabledConnection,
  makeProvenDomain,
} from "@/tests/support/connections.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { listOwners, markBreakGlass, unmarkBreakGlass } from "./break_glass.ts";
import { changeConnection } from "./change_connection.ts";
import { deleteConnection } from "./delete_connection.ts";
import { endEnforcement, enforceConnection } from "./enforce_connection.ts";
import { disableConnection } from "./switch_connection.ts";

const now = new Date();

Deno.test("a connection is enforced when it is enabled, a domain is proven, an owner can get in past it, and so can the admin", async () => {
  const { ada, ben } = await makeCast();
  const draft = await makeConnection(ada);
  assert.deepEqual(await enforce(ada, newId()), { ok: false, reason: "not_found" });
  assert.deepEqual(await enforce(ada, draft), { ok: false, reason: "not_enabled" });
  const id = await makeEnabledConnection(ada);
  assert.deepEqual(await enforce(ada, id), { ok: false, reason: "no_domain" });
  await makeProvenDomain(ada, ada.email);
  assert.deepEqual(await enforce(ada, id), { ok: false, reason: "no_break_glass" });
  assert.deepEqual(await mark(ada, ada), { ok: false, reason: "no_second_factor" });
  await withSecondFactors(ada, ["totp"], async () => {
    assert.deepEqual(await mark(ada, ben), { ok: false, reason: "not_an_owner" });
    assert.deepEqual(await mark(ada, ada), { ok: true });
    assert.deepEqual(await enforce(ben, id), { ok: false, reason: "not_linked" });
    await link(ben, id);
    assert.deepEqual(await enforce(ben, id), { ok: true, endedSessions: 0 });
  });
});

Deno.test("a break-glass owner who lost the second factor counts for nothing", async () => {
  const { ada } = await makeCast();
  const id = await makeEnabledConnection(ada);
  await makeProvenDomain(ada, ada.email);
  await link(ada, id);
  await withSecondFactors(ada, ["totp"], async () => {
    await mark(ada, ada);
  });
  assert.deepEqual(await enforce(ada, id), { ok: false, reason: "no_break_glass" });
});

Deno.test("what is the only way in is not disabled, changed, deleted, or left without a break-glass owner", async () => {
  const { ada, id } = await enforced();
  const [tenantId, actor] = [ada.tenant.id, actorOf(ada)];
  const settings = { issuer: "https://other.test", clientId: "x", scopes: [] };
  const refusals = [
    await disableConnection(tenantId, { connectionId: id, actor, now }),
    await changeConnection(tenantId, { connectionId: id, kind: "oidc", settings, actor, now }),
    await deleteConnection(tenantId, { connectionId: id, actor }),
  ];
  for (const refusal of refusals) assert.deepEqual(refusal, { ok: false, reason: "enforced" });
  const unmark = () => unmarkBreakGlass(tenantId, { userId: ada.userId, actor });
  assert.deepEqual(await unmark(), { ok: false, reason: "last_one" });
  assert.deepEqual((await listOwners(tenantId)).map((it) => it.isMarked), [true]);
  assert.deepEqual(await endEnforcement(tenantId, { connectionId: id, actor }), { ok: true });
  assert.deepEqual(await endEnforcement(tenantId, { connectionId: id, actor }), {
    ok: false,
    reason: "not_enforced",
  });
  assert.deepEqual(await unmark(), { ok: true });
  assert.deepEqual(await unmark(), { ok: false, reason: "not_marked" });
});

Deno.test("one connection at a time is the only way in", async () => {
  const { ada } = await enforced();
  await withSecondFactors(ada, ["totp"], async () => {
    const other = await makeEnabledConnection(ada);
    assert.deepEqual(await enforce(ada, other), { ok: false, reason: "other_enforced" });
  });
});

async function enforced(): Promise<Cast & { id: string }> {
  const cast = await makeCast();
  const { ada } = cast;
  const id = await makeEnabledConnection(ada);
  await makeProvenDomain(ada, ada.email);
  await withSecondFactors(ada, ["totp"], async () => {
    await mark(ada, ada);
    assert.equal((await enforce(ada, id)).ok, true);
  });
  return { ...cast, id };
}

function enforce(person: Person, connectionId: string) {
  return enforceConnection(person.tenant.id, {
    connectionId,
    endsSessions: false,
    actor: actorOf(person),
    now,
  });
}

function mark(by: Person, whom: Person) {
  return markBreakGlass(by.tenant.id, { userId: whom.userId, actor: actorOf(by), now });
}

async function link({ tenant, userId, email }: Person, connectionId: string) {
  await asTenant(tenant.id, (tx) =>
    tx.rows`
    select gate.link_identity(${newId()}, 'oidc', ${connectionId}, 'https://idp.test', ${userId}, ${userId}, ${email}, ${now})`);
}
