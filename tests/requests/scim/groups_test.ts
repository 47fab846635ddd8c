import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId, parsePublicId, publicId } from "@/lib/ids.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { createRole } from "@/lib/tenancy/roles/save_role.ts";
import type { RoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import { mapGroup } from "@/lib/tenancy/scim/groups/map_group.ts";
import { GROUP_SCHEMA } from "@/lib/tenancy/scim/urns.ts";
import { applyGroups } from "@/lib/tenancy/sso/apply_groups.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { type Directory, directoryOf, proveDomain } from "@/tests/support/scim.ts";

const app = await startApp();

/** A house of its own for each test, with its directory. */
async function house() {
  const cast = await makeCast();
  const directory = await directoryOf(app, cast.ada);
  const map = (id: string, to?: RoleChoice) => mapAs(cast.ada, id, to);
  return { ...cast, directory, map };
}

async function mapAs({ tenant, id: by, userId, name }: Person, group: string, to?: RoleChoice) {
  const actor = { kind: "member" as const, id: userId, name };
  return await mapGroup(tenant.id, { groupId: parsePublicId("grp", group)!, to, by, actor, now: new Date() });
}

async function rolesIn(tenantId: string): Promise<Record<string, string>> {
  const members = await listMembers(tenantId);
  return Object.fromEntries(members.map((it) => [publicId("mem", it.id), it.roleName ?? it.role]));
}

async function someUsers(directory: Directory, count: number): Promise<string[]> {
  const users = [];
  for (let n = 0; n < count; n++) users.push((await directory.createUser(`u${n}@groups.test`)).id);
  return users;
}

async function membersOf(directory: Directory, id: string): Promise<string[]> {
  const { members } = await directory.get(200, `/Groups/${id}`);
  return members.map((it: { value: string }) => it.value);
}

Deno.test("a group comes with its members, and each of its members says so", async () => {
  const { directory, acme } = await house();
  const [one, other] = await someUsers(directory, 2);
  const res = await directory.ask("/Groups", {
    method: "POST",
    json: {
      schemas: [GROUP_SCHEMA, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      externalId: "8aa1a0c0",
      displayName: "Crew",
      meta: { resourceType: "Group" },
      members: [{ value: one, display: "u0@groups.test" }],
    },
  });
  assert.equal(res.status, 201);
  const group = await res.json();
  assert.equal(res.headers.get("location"), `${acme.origin}/scim/v2/Groups/${group.id}`);
  assert.deepEqual([group.displayName, group.externalId], ["Crew", "8aa1a0c0"]);
  assert.deepEqual(group.members, [{
    value: one,
    display: "u0@groups.test",
    type: "User",
    $ref: `${acme.origin}/scim/v2/Users/${one}`,
  }]);
  assert.deepEqual(await directory.get(200, `/Groups/${group.id}`), group);
  const { groups } = await directory.get(200, `/Users/${one}`);
  assert.deepEqual(groups, [{
    value: group.id,
    display: "Crew",
    type: "direct",
    $ref: `${acme.origin}/scim/v2/Groups/${group.id}`,
  }]);
  assert.deepEqual((await directory.get(200, `/Users/${other}`)).groups, []);
});

Deno.test("a name of a group is there once, in any case, also of those who come at once", async () => {
  const { directory } = await house();
  const answers = await Promise.all(
    Array.from(
      { length: 10 },
      () => directory.ask("/Groups", { method: "POST", json: { displayName: "Crew" } }),
    ),
  );
  assert.deepEqual(answers.map((it) => it.status).sort(), [201, ...Array(9).fill(409)]);
  const error = await directory.get(409, "/Groups", { method: "POST", json: { displayName: "CREW" } });
  assert.equal(error.scimType, "uniqueness");
  const other = await directory.createGroup("Staff");
  await directory.patchGroup(other.id, [{ op: "Replace", path: "displayName", value: "crew" }], 409);
});

Deno.test("members come and go as Entra says it", async () => {
  const { directory } = await house();
  const [one, two, three] = await someUsers(directory, 3);
  const { id } = await directory.createGroup("Crew");
  await directory.patchGroup(id, [{ op: "Add", path: "members", value: [{ $ref: null, value: one }] }]);
  await directory.patchGroup(id, [{ op: "Add", path: "members", value: [{ value: two }, { value: three }] }]);
  assert.deepEqual(await membersOf(directory, id), [one, two, three]);
  await directory.patchGroup(id, [{ op: "Remove", path: "members", value: [{ $ref: null, value: one }] }]);
  assert.deepEqual(await membersOf(directory, id), [two, three], "one of them, not all");
  await directory.patchGroup(id, [{ op: "remove", path: `members[value eq "${two}"]` }]);
  assert.deepEqual(await membersOf(directory, id), [three]);
  await directory.patchGroup(id, [{ op: "Replace", path: "displayName", value: "Crew 2" }]);
  assert.equal((await directory.get(200, `/Groups/${id}?excludedAttributes=members`)).displayName, "Crew 2");
});

Deno.test("members come and go as Okta says it", async () => {
  const { directory } = await house();
  const [one, two] = await someUsers(directory, 2);
  const { id } = await directory.createGroup("Test SCIMv2", [one]);
  await directory.patchGroup(id, [{ op: "replace", value: { id, displayName: "Test SCIMv20" } }]);
  assert.deepEqual(await membersOf(directory, id), [one], "a new name leaves the members");
  await directory.patchGroup(id, [
    { op: "remove", path: `members[value eq "${one}"]` },
    { op: "add", path: "members", value: [{ value: two, display: "test.user@okta.local" }] },
  ]);
  assert.deepEqual(await membersOf(directory, id), [two]);
  await directory.patchGroup(id, [{
    op: "replace",
    path: "members",
    value: [{ value: one }, { value: two }],
  }]);
  assert.deepEqual(await membersOf(directory, id), [one, two]);
  const put = { schemas: [GROUP_SCHEMA], id, displayName: "Test SCIMv2", members: [{ value: two }] };
  const replaced = await directory.get(200, `/Groups/${id}`, { method: "PUT", json: put });
  assert.deepEqual([replaced.displayName, replaced.members.length], ["Test SCIMv2", 1]);
  await directory.patchGroup(id, [{ op: "remove", path: "members" }]);
  assert.deepEqual(await membersOf(directory, id), []);
});

Deno.test("operations of one PATCH come one after another", async () => {
  const { directory } = await house();
  const [one, two] = await someUsers(directory, 2);
  const { id } = await directory.createGroup("Crew", [one]);
  await directory.patchGroup(id, [
    { op: "add", path: "members", value: { value: two } },
    { op: "remove", path: "members", value: [{ value: two }] },
    { op: "remove", path: "members" },
    { op: "add", value: { members: [two] } },
  ]);
  assert.deepEqual(await membersOf(directory, id), [two]);
});

Deno.test("a PATCH sent again changes nothing and leaves no entry", async () => {
  const { directory, acme } = await house();
  const [one] = await someUsers(directory, 1);
  const { id } = await directory.createGroup("Crew");
  for (let time = 0; time < 2; time++) {
    await directory.patchGroup(id, [{ op: "Add", path: "members", value: [{ value: one }] }]);
    await directory.patchGroup(id, [{ op: "Remove", path: "members", value: [{ value: "nobody" }] }]);
  }
  assert.equal((await directory.get(200, `/Groups/${id}`)).meta.version, 'W/"2"');
  const { entries } = await listEntries(acme.id, { action: "scim_group.changed" });
  assert.deepEqual(entries.map((it) => it.detail), [{ name: "Crew", added: 1, removed: 0 }]);
});

Deno.test("who is no user here is not added, and nothing of the request is done", async () => {
  const { directory, max } = await house();
  const nextDoor = await directoryOf(app, max);
  const [one] = await someUsers(directory, 1);
  const strange = (await nextDoor.createUser("u@globex.test")).id;
  const { id } = await directory.createGroup("Crew");
  for (const stranger of [strange, publicId("mem", newId()), "u@groups.test", null]) {
    const operations = [
      { op: "Replace", path: "displayName", value: "Renamed" },
      { op: "Add", path: "members", value: [{ value: one }, { value: stranger }] },
    ];
    const error = await directory.patchGroup(id, operations, 400);
    assert.equal(error.scimType, "invalidValue");
  }
  const group = await directory.get(200, `/Groups/${id}`);
  assert.deepEqual([group.displayName, group.members], ["Crew", []]);
  await directory.get(400, "/Groups", {
    method: "POST",
    json: { displayName: "X", members: [{ value: strange }] },
  });
  await directory.get(400, `/Groups/${id}`, {
    method: "PUT",
    json: { displayName: "X", members: [{ value: strange }] },
  });
});

const REFUSED: [name: string, operation: unknown, scimType: string][] = [
  ["no name", { op: "remove", path: "displayName" }, "mutability"],
  ["an empty name", { op: "replace", path: "displayName", value: " " }, "invalidValue"],
  ["a long name", { op: "replace", path: "displayName", value: "x".repeat(256) }, "invalidValue"],
  ["a long externalId", { op: "replace", path: "externalId", value: "x".repeat(256) }, "invalidValue"],
  ["the id", { op: "replace", path: "id", value: "x" }, "mutability"],
  ["an attribute that groups have not", { op: "add", path: "owner", value: "x" }, "invalidPath"],
  ["members chosen by another filter", { op: "remove", path: 'members[display co "x"]' }, "invalidPath"],
  ["a part of the members", { op: "replace", path: "members.display", value: "x" }, "invalidPath"],
];

for (const [name, operation, scimType] of REFUSED) {
  Deno.test(`a PATCH of a group is refused: ${name}`, async () => {
    const { directory } = await house();
    const { id } = await directory.createGroup("Crew");
    assert.equal((await directory.patchGroup(id, [operation], 400)).scimType, scimType);
  });
}

Deno.test("groups are found by their name, by a member, and without reading the members", async () => {
  const { directory } = await house();
  const [one] = await someUsers(directory, 1);
  const crew = await directory.createGroup("Crew", [one]);
  await directory.createGroup("Staff");
  const found = async (filter: string) => {
    const page = await directory.get(
      200,
      `/Groups?excludedAttributes=members&filter=${encodeURIComponent(filter)}`,
    );
    for (const it of page.Resources) assert.equal(it.members, undefined);
    return page.Resources.map((it: { displayName: string }) => it.displayName);
  };
  assert.deepEqual(await found('displayName eq "CREW"'), ["Crew"]);
  assert.deepEqual(await found(`id eq "${crew.id}" and members eq "${one}"`), ["Crew"]);
  assert.deepEqual(await found(`members[value eq "${one}"]`), ["Crew"]);
  assert.deepEqual(await found(`members.value eq "${publicId("mem", newId())}"`), []);
  assert.deepEqual(await found('displayName sw "s"'), ["Staff"]);
  assert.equal((await directory.get(200, "/Groups?count=1")).totalResults, 2);
  const { scimType } = await directory.get(400, '/Groups?filter=userName eq "x"');
  assert.equal(scimType, "invalidFilter");
});

Deno.test("a group of another tenant is 404, whatever is asked of it", async () => {
  const { directory, max } = await house();
  const { id } = await (await directoryOf(app, max)).createGroup("Theirs");
  const json = { displayName: "Ours", Operations: [{ op: "replace", path: "displayName", value: "Ours" }] };
  for (const strange of [id, publicId("grp", newId()), "x"]) {
    await directory.get(404, `/Groups/${strange}`);
    for (const method of ["PUT", "PATCH"]) await directory.get(404, `/Groups/${strange}`, { method, json });
    await directory.get(404, `/Groups/${strange}`, { method: "DELETE" });
  }
});

Deno.test("If-Match keeps a group as it is when somebody has changed it meanwhile", async () => {
  const { directory } = await house();
  const { id } = await directory.createGroup("Crew");
  const headers = { "if-match": 'W/"7"' };
  const json = { Operations: [{ op: "replace", path: "displayName", value: "X" }] };
  assert.equal((await directory.ask(`/Groups/${id}`, { method: "PATCH", json, headers })).status, 412);
  assert.equal((await directory.ask(`/Groups/${id}`, { method: "DELETE", headers })).status, 412);
});

Deno.test("a group gives its role when it is mapped, and to whoever comes; the highest of several wins", async () => {
  const { directory, acme, map } = await house();
  const [one, two] = await someUsers(directory, 2);
  const crew = await directory.createGroup("Crew", [one]);
  const admins = await directory.createGroup("Admins");
  assert.deepEqual(await map(crew.id, { role: "member" }), { ok: true });
  assert.deepEqual(await map(admins.id, { role: "admin" }), { ok: true });
  let roles = await rolesIn(acme.id);
  assert.deepEqual([roles[one], roles[two]], ["member", "read_only"]);

  await directory.patchGroup(admins.id, [{
    op: "Add",
    path: "members",
    value: [{ value: one }, { value: two }],
  }]);
  roles = await rolesIn(acme.id);
  assert.deepEqual([roles[one], roles[two]], ["admin", "admin"]);

  await directory.patchGroup(admins.id, [{
    op: "Remove",
    path: "members",
    value: [{ value: one }, { value: two }],
  }]);
  roles = await rolesIn(acme.id);
  assert.deepEqual([roles[one], roles[two]], ["member", "read_only"], "what is left, or the lowest");

  const { entries } = await listEntries(acme.id, { action: "member.role_changed" });
  // Those of one transaction have one time; which comes first says nothing.
  assert.deepEqual(
    entries.map((it) => [it.actorKind, it.detail.role_before, it.detail.role].join(" ")).sort(),
    [
      "directory admin member",
      "directory admin read_only",
      "directory member admin",
      "directory read_only admin",
      "member read_only member",
    ],
  );
});

Deno.test("a role of the tenant's own ranks by how much it lets do", async () => {
  const { directory, acme, ada, map } = await house();
  const [one] = await someUsers(directory, 1);
  const actor = { kind: "member" as const, id: ada.userId, name: ada.name };
  const created = await createRole(acme.id, {
    fields: {
      name: "Auditor",
      permissions: [
        "usage.read",
        "records.read",
        "members.read",
        "audit.read",
        "security.read",
        "settings.manage",
      ],
    },
    by: ada.id,
    actor,
  });
  assert(created.ok);
  const auditors = await directory.createGroup("Auditors", [one]);
  const crew = await directory.createGroup("Crew", [one]);
  await map(crew.id, { role: "member" });
  await map(auditors.id, { role: "custom", roleId: created.roleId });
  assert.equal((await rolesIn(acme.id))[one], "Auditor");
  await map(crew.id, { role: "admin" });
  assert.equal((await rolesIn(acme.id))[one], "admin");
  await map(crew.id, undefined);
  assert.equal((await rolesIn(acme.id))[one], "Auditor");
  await directory.get(204, `/Groups/${auditors.id}`, { method: "DELETE" });
  assert.equal((await rolesIn(acme.id))[one], "read_only", "the group is gone, and its role with it");
});

Deno.test("a role that was given by hand stays where no group gives one, and an owner stays an owner", async () => {
  const { directory, acme, ada, ben, map } = await house();
  await proveDomain(acme.id, `${acme.slug}.test`);
  const [adas, bens] = [await directory.createUser(ada.email), await directory.createUser(ben.email)];
  const group = await directory.createGroup("Readers", [adas.id]);
  await map(group.id, { role: "read_only" });
  let roles = await rolesIn(acme.id);
  assert.deepEqual([roles[adas.id], roles[bens.id]], ["owner", "member"]);
  await directory.patchGroup(group.id, [{ op: "Add", path: "members", value: [{ value: bens.id }] }]);
  roles = await rolesIn(acme.id);
  assert.deepEqual([roles[adas.id], roles[bens.id]], ["owner", "read_only"]);
});

Deno.test("a role that a group gives is not changed by hand, by nobody's choice and by no sign-on's groups", async () => {
  const { directory, acme, ada, map } = await house();
  const [one] = await someUsers(directory, 1);
  const group = await directory.createGroup("Crew", [one]);
  const path = `/members/${one}`;
  const as = await sessionFor(ada);
  const page = async () => await (await app.ask(acme.origin, path, { as })).text();
  const give = (role: string) => app.ask(acme.origin, `${path}/role`, { as, form: { role } });
  assert.match(await page(), /Your directory/);
  await give("admin");
  assert.equal((await rolesIn(acme.id))[one], "admin", "no group gives one yet");
  await map(group.id, { role: "member" });
  assert.equal((await rolesIn(acme.id))[one], "member");
  assert.match(await page(), /A group of your directory gives this role/);
  assert.equal((await give("admin")).headers.get("location"), `${path}?notice=role-is-directorys`);
  await connectionGives(acme.id, one, "admin");
  assert.equal((await rolesIn(acme.id))[one], "member");
  await map(group.id, undefined);
  await connectionGives(acme.id, one, "admin");
  assert.equal((await rolesIn(acme.id))[one], "admin", "no group of the directory gives one any more");
  const list = await (await app.ask(acme.origin, "/members", { as })).text();
  assert.match(list, /Managed by your directory/);
});

/** What a sign-in by a connection does whose group stands for the role. */
async function connectionGives(tenantId: string, user: string, role: string) {
  const connectionId = newId();
  await asSuperuser(async (client) => {
    await client.query(
      `insert into pooled.sso_connections (tenant_id, id, kind, name, settings, applies_groups, created_by, created_at, changed_by, changed_at)
       values ($1, $2, 'saml', 'Okta', '{}', true, $2, now(), $2, now())`,
      [tenantId, connectionId],
    );
    await client.query(
      "insert into pooled.sso_group_roles (tenant_id, connection_id, group_name, role) values ($1, $2, 'it', $3)",
      [tenantId, connectionId, role],
    );
  });
  const { userId } = (await listMembers(tenantId)).find((it) => publicId("mem", it.id) === user)!;
  await asTenant(tenantId, (tx) => applyGroups(tx, { connectionId, userId, groups: ["it"] }));
}

Deno.test("nobody maps a group to more than they hold, or from it, or to a role that is not there", async () => {
  const { directory, acme, ada, ben, cleo, max } = await house();
  const group = await directory.createGroup("Crew");
  assert.deepEqual(await mapAs(ben, group.id, { role: "admin" }), { ok: false, reason: "above_your_role" });
  assert.deepEqual(await mapAs(ben, group.id, { role: "read_only" }), { ok: true });
  assert.deepEqual(await mapAs(ada, group.id, { role: "admin" }), { ok: true });
  assert.deepEqual(await mapAs(cleo, group.id, undefined), { ok: false, reason: "above_your_role" });
  const unknown: RoleChoice = { role: "custom", roleId: newId() };
  assert.deepEqual(await mapAs(ada, group.id, unknown), { ok: false, reason: "unknown_role" });
  assert.deepEqual(await mapAs(max, group.id, { role: "admin" }), { ok: false, reason: "not_found" });
  const { entries } = await listEntries(acme.id, { action: "scim_group.mapped" });
  assert.deepEqual(entries.map((it) => it.detail).reverse(), [
    { name: "Crew", role_before: null, role: "read_only" },
    { name: "Crew", role_before: "read_only", role: "admin" },
  ]);
});

Deno.test("a user who joins one mapped group while leaving another ends with the role that is right", async () => {
  const { directory, acme, map } = await house();
  const [one] = await someUsers(directory, 1);
  const crew = await directory.createGroup("Crew");
  const admins = await directory.createGroup("Admins");
  await map(crew.id, { role: "member" });
  await map(admins.id, { role: "admin" });
  for (let time = 0; time < 8; time++) {
    const [come, go] = time % 2 === 0 ? ["Add", "Remove"] : ["Remove", "Add"];
    await Promise.all([
      directory.patchGroup(crew.id, [{ op: come, path: "members", value: [{ value: one }] }]),
      directory.patchGroup(admins.id, [{ op: go, path: "members", value: [{ value: one }] }]),
    ]);
    assert.equal((await rolesIn(acme.id))[one], time % 2 === 0 ? "member" : "admin", `${time}`);
  }
});

Deno.test("a thousand members come in one PATCH, each with the role, or none of them", async () => {
  const { directory, acme, map } = await house();
  const ids = Array.from({ length: 1_000 }, () => newId());
  await asTenant(acme.id, async (tx) => {
    await tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      select ${acme.id}, id, id, 'read_only', id || '@many.test', 'One of many' from unnest(${ids}::uuid[]) id`;
    await tx.count`
      insert into scim_users (tenant_id, member_id, user_name, attributes, created_at, updated_at)
      select ${acme.id}, id, id || '@many.test', '{}', now(), now() from unnest(${ids}::uuid[]) id`;
  });
  const { id } = await directory.createGroup("Everybody");
  await map(id, { role: "member" });
  const value = ids.map((it) => ({ value: publicId("mem", it) }));
  await directory.patchGroup(id, [{
    op: "Add",
    path: "members",
    value: [...value, { value: publicId("mem", newId()) }],
  }], 400);
  assert.deepEqual(await membersOf(directory, id), []);
  await directory.patchGroup(id, [{ op: "Add", path: "members", value }]);
  assert.equal((await membersOf(directory, id)).length, 1_000);
  const { rows: [{ raised, noted }] } = await asSuperuser((client) =>
    client.query(
      `select (select count(*)::int from pooled.members where tenant_id = $1 and id = any($2) and role = 'member') as raised,
              (select count(*)::int from pooled.audit_entries where tenant_id = $1 and action = 'member.role_changed') as noted`,
      [acme.id, ids],
    )
  );
  assert.deepEqual([raised, noted], [1_000, 1_000]);
});
