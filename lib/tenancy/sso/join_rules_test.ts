import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { listConnections } from "@/lib/identity/connections/list_connections.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { actorOf, makeConnection } from "@/tests/support/connections.ts";
import { type JoinRules, keepJoinRules, listGroupRoles } from "./join_rules.ts";

const RULES: JoinRules = {
  joinsPeople: false,
  defaultRole: "member",
  appliesGroups: true,
  groupRoles: [{ group: "admins", to: { role: "admin" } }, { group: "all", to: { role: "read_only" } }],
};

Deno.test("keepJoinRules() keeps who joins as what, without asking for another test", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  assert.deepEqual(await keep(ada, id), { ok: true });
  const kept = await listGroupRoles(ada.tenant.id, id);
  assert.deepEqual(kept.map(({ group, to }) => ({ group, to })), RULES.groupRoles);
  const [{ joinsPeople, defaultRole, appliesGroups, revision }] = await listConnections(ada.tenant.id);
  assert.deepEqual([joinsPeople, defaultRole, appliesGroups, revision], [false, "member", true, 1]);
});

Deno.test("keepJoinRules() knows no connection and no role of another tenant", async () => {
  const { ada, max } = await makeCast();
  const id = await makeConnection(ada);
  assert.deepEqual(await keep(max, id), { ok: false, reason: "not_found" });
  const foreign: JoinRules = {
    ...RULES,
    groupRoles: [{ group: "x", to: { role: "custom", roleId: newId() } }],
  };
  assert.deepEqual(await keep(ada, id, foreign), { ok: false, reason: "unknown_role", group: "x" });
});

Deno.test("keepJoinRules() lets nobody give a group more than they hold", async () => {
  const { ada, ben } = await makeCast();
  const id = await makeConnection(ada);
  await asTenant(
    ada.tenant.id,
    (tx) => tx.count`update members set role = 'member' where tenant_id = ${tx.tenantId} and id = ${ben.id}`,
  );
  assert.deepEqual(await keep(ben, id), { ok: false, reason: "above_your_role", group: "admins" });
});

Deno.test("no group ever stands for an owner", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  await assert.rejects(
    asTenant(ada.tenant.id, (tx) =>
      tx.count`
      insert into sso_group_roles (tenant_id, connection_id, group_name, role)
      values (${tx.tenantId}, ${id}, 'bosses', 'owner')`),
    { code: "23514" },
  );
});

function keep(person: Person, connectionId: string, rules = RULES) {
  return keepJoinRules(person.tenant.id, { connectionId, rules, by: person.id, actor: actorOf(person) });
}
