import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { actorOf, makeInvitationLink, makeRole } from "@/tests/support/invitations.ts";
import { findMember } from "../find_member.ts";
import { revokeInvitation } from "../invitations/revoke_invitation.ts";
import { changeRole } from "../membership/change_role.ts";
import { deleteRole } from "./delete_role.ts";
import { listRoles } from "./list_roles.ts";
import { readRoleChoice, writeRoleChoice } from "./role_choice.ts";
import { RoleForm } from "./role_form.ts";
import { changeOwnRole, createRole } from "./save_role.ts";

const now = new Date();
const BOOKS = { name: "Accounting", permissions: ["usage.read", "audit.read"] } as const;

Deno.test("createRole() makes a role that can be given, with an audit entry", async () => {
  const { ada, ben, acme } = await makeCast();
  const roleId = await makeRole(ada, { name: "Accounting", permissions: ["usage.read", "audit.read"] });
  await give(ada, ben, roleId);
  const found = await findMember(acme.id, ben.userId);
  assert.deepEqual([found?.role, found?.roleId, found?.roleName], ["custom", roleId, "Accounting"]);
  assert.deepEqual([...found!.permissions].sort(), ["audit.read", "usage.read"]);
  assert.deepEqual(await listRoles(acme.id, now), [{
    id: roleId,
    name: "Accounting",
    permissions: ["usage.read", "audit.read"],
    members: [{ id: ben.id, name: "Ben" }],
    invitations: 0,
  }]);
  assert.deepEqual((await entries(acme.id)).map((it) => it.action), ["role.created", "member.role_changed"]);
});

Deno.test("createRole() takes no name twice, in whatever case", async () => {
  const { ada } = await makeCast();
  await makeRole(ada, { name: "Accounting", permissions: ["usage.read"] });
  const again = await createRole(ada.tenant.id, {
    fields: { name: "ACCOUNTING", permissions: ["usage.read"] },
    by: ada.id,
    actor: actorOf(ada),
  });
  assert.deepEqual(again, { ok: false, reason: "name_taken" });
});

Deno.test("createRole() puts nothing into a role that its maker may not do", async () => {
  const { ada, ben, acme } = await makeCast();
  await give(ada, ben, await makeRole(ada, { name: "Maker", permissions: ["roles.manage", "usage.read"] }));
  const making = (permissions: readonly ("audit.read" | "usage.read")[]) =>
    createRole(acme.id, {
      fields: { name: newId(), permissions: [...permissions] },
      by: ben.id,
      actor: actorOf(ben),
    });
  assert.deepEqual(await making(["usage.read", "audit.read"]), { ok: false, reason: "more_than_you_hold" });
  assert((await making(["usage.read"])).ok);
});

Deno.test("createRole() is not for who does not manage roles", async () => {
  const { ben, cleo } = await makeCast();
  for (const person of [ben, cleo]) {
    const made = await createRole(person.tenant.id, {
      fields: { name: "Mine", permissions: ["usage.read"] },
      by: person.id,
      actor: actorOf(person),
    });
    assert.deepEqual(made, { ok: false, reason: "more_than_you_hold" });
  }
});

Deno.test("changeOwnRole() counts from the next look on, and says what was before", async () => {
  const { ada, ben, acme } = await makeCast();
  const roleId = await makeRole(ada, { name: "Accounting", permissions: ["usage.read"] });
  await give(ada, ben, roleId);
  const fields = { name: "Books", permissions: [...BOOKS.permissions] };
  assert((await changeOwnRole(acme.id, { roleId, fields, by: ada.id, actor: actorOf(ada) })).ok);
  assert.deepEqual([...(await findMember(acme.id, ben.userId))!.permissions].sort(), [
    "audit.read",
    "usage.read",
  ]);
  assert.deepEqual((await entries(acme.id)).at(-1)?.detail, {
    name: "Books",
    name_before: "Accounting",
    permissions: "usage.read, audit.read",
  });
});

Deno.test("changeOwnRole() lets nobody raise themselves by the role that they have", async () => {
  const { ada, ben, acme } = await makeCast();
  const roleId = await makeRole(ada, { name: "Maker", permissions: ["roles.manage", "members.manage"] });
  await give(ada, ben, roleId);
  const fields = { name: "Maker", permissions: ["roles.manage" as const, "settings.manage" as const] };
  const raised = await changeOwnRole(acme.id, { roleId, fields, by: ben.id, actor: actorOf(ben) });
  assert.deepEqual(raised, { ok: false, reason: "more_than_you_hold" });
  assert.equal((await findMember(acme.id, ben.userId))!.permissions.has("settings.manage"), false);
});

Deno.test("changeOwnRole() leaves a role alone that may more than whoever changes it, also to lower it", async () => {
  const { ada, ben, acme } = await makeCast();
  const strong = await makeRole(ada, { name: "Strong", permissions: ["audit.read", "usage.read"] });
  await give(ada, ben, await makeRole(ada, { name: "Maker", permissions: ["roles.manage", "usage.read"] }));
  const fields = { name: "Weak", permissions: ["usage.read" as const] };
  assert.deepEqual(
    await changeOwnRole(acme.id, { roleId: strong, fields, by: ben.id, actor: actorOf(ben) }),
    { ok: false, reason: "more_than_you_hold" },
  );
  assert.deepEqual(
    await deleteRole(acme.id, { roleId: strong, by: ben.id, actor: actorOf(ben), now }),
    { ok: false, reason: "more_than_you_hold" },
  );
});

Deno.test("changeOwnRole() and deleteRole() find no role of another tenant, and none that is gone", async () => {
  const { ada, max, globex } = await makeCast();
  const roleId = await makeRole(ada, { name: "Accounting", permissions: ["usage.read"] });
  const fields = { name: "Mine", permissions: ["usage.read" as const] };
  const by = { by: max.id, actor: actorOf(max) };
  for (const id of [roleId, newId()]) {
    assert.deepEqual(await changeOwnRole(globex.id, { roleId: id, fields, ...by }), {
      ok: false,
      reason: "not_found",
    });
    assert.deepEqual(await deleteRole(globex.id, { roleId: id, ...by, now }), {
      ok: false,
      reason: "not_found",
    });
  }
});

Deno.test("changeOwnRole() takes no name that another role has", async () => {
  const { ada, acme } = await makeCast();
  await makeRole(ada, { name: "One", permissions: ["usage.read"] });
  const roleId = await makeRole(ada, { name: "Two", permissions: ["usage.read"] });
  const fields = { name: "one", permissions: ["usage.read" as const] };
  assert.deepEqual(await changeOwnRole(acme.id, { roleId, fields, by: ada.id, actor: actorOf(ada) }), {
    ok: false,
    reason: "name_taken",
  });
});

Deno.test("deleteRole() takes a role away once nobody has it and no invitation would give it", async () => {
  const { ada, ben, acme } = await makeCast();
  const roleId = await makeRole(ada, { name: "Accounting", permissions: ["usage.read"] });
  const remove = () => deleteRole(acme.id, { roleId, by: ada.id, actor: actorOf(ada), now });
  await give(ada, ben, roleId);
  assert.deepEqual(await remove(), { ok: false, reason: "in_use" });
  await changeRole(acme.id, {
    memberId: ben.id,
    to: { role: "member" },
    by: ada.id,
    actor: actorOf(ada),
    now,
  });
  const { invitationId } = await makeInvitationLink(ada, { role: { role: "custom", roleId } });
  assert.deepEqual(await remove(), { ok: false, reason: "invited" });
  await revokeInvitation(acme.id, { invitationId, actor: actorOf(ada), now });
  assert.deepEqual(await remove(), { ok: true });
  assert.deepEqual(await listRoles(acme.id, now), []);
  assert.equal((await entries(acme.id)).at(-1)?.action, "role.deleted");
});

Deno.test("the database puts nothing into a role that is an owner's alone", async () => {
  const { acme } = await makeCast();
  await assert.rejects(
    asTenant(acme.id, (tx) =>
      tx.count`insert into roles (tenant_id, id, name, permissions)
               values (${tx.tenantId}, ${newId()}, 'King', ${["ownership.transfer"]})`),
    { code: "23514", constraint: "roles_permissions_check" },
  );
});

Deno.test("RoleForm takes the boxes that there are, and none for what is an owner's alone", () => {
  const sent = { name: " Accounting ", "usage.read": "on", "ownership.transfer": "on", "nonsense.all": "on" };
  assert.deepEqual(RoleForm.parse(sent), { name: "Accounting", permissions: ["usage.read"] });
});

Deno.test("RoleForm says what is missing, and refuses the names of the roles that every house has", () => {
  const said = (sent: Record<string, string>) =>
    RoleForm.safeParse(sent).error?.issues.map((it) => [it.path[0], it.message]);
  assert.deepEqual(said({}), [
    ["name", "Give the role a name, such as Accounting"],
    ["permissions", "Choose what the role may do"],
  ]);
  for (const name of ["Owner", "ADMIN", "read-only", "Custom"]) {
    assert.deepEqual(said({ name, "usage.read": "on" }), [
      ["name", "Every house has a role of this name; choose another"],
    ], name);
  }
});

Deno.test("readRoleChoice() reads what writeRoleChoice() wrote, and no owner", () => {
  const roleId = newId();
  for (const choice of [{ role: "admin" }, { role: "custom", roleId }] as const) {
    assert.deepEqual(readRoleChoice(writeRoleChoice(choice)), choice);
  }
  for (const text of ["owner", "custom", "", "rol_nonsense"]) {
    assert.equal(readRoleChoice(text), undefined, text);
  }
});

async function give(by: Person, to: Person, roleId: string): Promise<void> {
  const given = await changeRole(by.tenant.id, {
    memberId: to.id,
    to: { role: "custom", roleId },
    by: by.id,
    actor: actorOf(by),
    now,
  });
  assert(given.ok);
}

async function entries(tenantId: string) {
  return await asTenant(tenantId, (tx) =>
    tx.rows<{ action: string; detail: Record<string, unknown> }>`
      select action, detail from audit_entries
       where tenant_id = ${tx.tenantId} and (action like 'role.%' or action = 'member.role_changed')
       order by recorded_at, id`);
}
