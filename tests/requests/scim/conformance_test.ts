/**
 * What the validators of the directories do, in their order and with their documents. Sources: Okta's
 * Okta-SCIM-20-SPEC-Test.json and "Test your Okta SCIM integration", Microsoft's "SCIM Validator" and "Use SCIM to
 * provision users and groups".
 */
import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import {
  ENTERPRISE_SCHEMA,
  ERROR_MESSAGE,
  GROUP_SCHEMA,
  LIST_MESSAGE,
  USER_SCHEMA,
} from "@/lib/tenancy/scim/urns.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { type Directory, directoryOf } from "@/tests/support/scim.ts";

const app = await startApp();
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

async function freshDirectory(): Promise<Directory> {
  const { ada } = await makeCast();
  return await directoryOf(app, ada);
}

const byUserName = (userName: string) => `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`;
const byDisplayName = (name: string) =>
  `/Groups?excludedAttributes=members&filter=${encodeURIComponent(`displayName eq "${name}"`)}`;

Deno.test("Okta's specification test passes: users are read, missed, created, found again and refused twice", async () => {
  const okta = await freshDirectory();
  await okta.createUser("first@okta.local", {
    name: { givenName: "First", familyName: "User" },
    emails: [{ primary: true, value: "first@okta.local", type: "work" }],
  });

  const list = await okta.get(200, "/Users?count=1&startIndex=1");
  assert.ok(list.schemas.includes(LIST_MESSAGE));
  for (const number of [list.itemsPerPage, list.startIndex, list.totalResults]) {
    assert.equal(typeof number, "number");
  }
  const [first] = list.Resources;
  for (
    const it of [first.id, first.name.familyName, first.name.givenName, first.userName, first.emails[0].value]
  ) assert.ok(it);
  assert.equal(first.active, true);
  assert.equal((await okta.get(200, `/Users/${first.id}`)).id, first.id);

  const missed = await okta.get(200, byUserName(`${newId()}@okta.local`));
  assert.deepEqual([missed.schemas, missed.totalResults, missed.Resources], [[LIST_MESSAGE], 0, []]);
  const absent = await okta.get(404, "/Users/010101001010101011001010101011");
  assert.ok(absent.detail);
  assert.ok(absent.schemas.includes(ERROR_MESSAGE));

  const json = {
    schemas: [USER_SCHEMA],
    userName: "Runscope300@okta.local",
    name: { givenName: "Runscope", familyName: "Family" },
    emails: [{ primary: true, value: "runscope300@okta.local", type: "work" }],
    displayName: "Runscope Family",
    active: true,
  };
  const created = await okta.get(201, "/Users", { method: "POST", json });
  assert.deepEqual([created.active, created.name, created.userName], [true, json.name, json.userName]);
  assert.ok(created.schemas.includes(USER_SCHEMA));
  assert.equal((await okta.get(200, `/Users/${created.id}`)).userName, json.userName);
  await okta.get(409, "/Users", { method: "POST", json });
  assert.equal((await okta.get(200, byUserName(json.userName.toUpperCase()))).totalResults, 1);
  await okta.get(200, "/Groups");
});

Deno.test("Okta's life of a user: created, renamed by PUT, deactivated by PATCH, brought back, found again", async () => {
  const okta = await freshDirectory();
  assert.equal(
    (await okta.get(200, `${byUserName("test.user@okta.local")}&startIndex=1&count=100`)).totalResults,
    0,
  );
  const sent = {
    schemas: [USER_SCHEMA],
    userName: "test.user@okta.local",
    name: { givenName: "Test", familyName: "User" },
    emails: [{ primary: true, value: "test.user@okta.local", type: "work" }],
    displayName: "Test User",
    locale: "en-US",
    externalId: "00ujl29u0le5T6Aj10h7",
    groups: [],
    password: "1mz050nq",
    active: true,
  };
  const created = await okta.get(201, "/Users", { method: "POST", json: sent });
  const read = await okta.get(200, `/Users/${created.id}`);
  // Okta sends back all it has read, with what it changes.
  const put = { ...read, name: { ...read.name, givenName: "Another", middleName: "Excited" } };
  const renamed = await okta.get(200, `/Users/${created.id}`, { method: "PUT", json: put });
  assert.deepEqual(renamed.name, { givenName: "Another", middleName: "Excited", familyName: "User" });
  assert.equal(renamed.externalId, sent.externalId);
  const off = { schemas: [PATCH], Operations: [{ op: "replace", value: { active: false } }] };
  assert.equal((await okta.get(200, `/Users/${created.id}`, { method: "PATCH", json: off })).active, false);
  assert.equal((await okta.get(200, byUserName(sent.userName))).Resources[0].active, false, "still there");
  const on = { ...put, active: true };
  assert.equal((await okta.get(200, `/Users/${created.id}`, { method: "PUT", json: on })).active, true);
});

Deno.test("Okta's group push: created, renamed, filled, changed, replaced and unlinked", async () => {
  const okta = await freshDirectory();
  const [one, two] = [await okta.createUser("one@okta.local"), await okta.createUser("two@okta.local")];
  const json = { schemas: [GROUP_SCHEMA], displayName: "Test SCIMv2", members: [] };
  const { id } = await okta.get(201, "/Groups", { method: "POST", json });
  const listed = await okta.get(200, "/Groups?startIndex=1&count=100");
  assert.deepEqual(listed.Resources.map((it: { id: string }) => it.id), [id]);
  await okta.patchGroup(id, [{ op: "replace", value: { id, displayName: "Test SCIMv20" } }]);
  await okta.patchGroup(id, [{
    op: "add",
    path: "members",
    value: [{ value: one.id, display: one.userName }],
  }]);
  await okta.patchGroup(id, [
    { op: "remove", path: `members[value eq "${one.id}"]` },
    { op: "add", path: "members", value: [{ value: two.id, display: two.userName }] },
  ]);
  const full = [{ value: one.id, display: one.userName }, { value: two.id, display: two.userName }];
  await okta.patchGroup(id, [{ op: "replace", path: "members", value: full }]);
  const group = await okta.get(200, `/Groups/${id}`);
  assert.deepEqual([group.displayName, group.members.length], ["Test SCIMv20", 2]);
  await okta.get(204, `/Groups/${id}`, { method: "DELETE" });
  await okta.get(404, `/Groups/${id}`);
});

Deno.test("Entra's test of the connection: a user that cannot be there, and the schemas", async () => {
  const entra = await freshDirectory();
  const none = await entra.get(200, byUserName(crypto.randomUUID()));
  assert.deepEqual([none.totalResults, none.Resources, none.startIndex], [0, [], 1]);
  const schemas = await entra.get(200, "/Schemas");
  assert.deepEqual(schemas.Resources.map((it: { id: string }) => it.id), [
    USER_SCHEMA,
    GROUP_SCHEMA,
    ENTERPRISE_SCHEMA,
  ]);
  assert.doesNotMatch(JSON.stringify(schemas), /null/, "what is not there is left out");
});

Deno.test("Entra's validator on users: create, refuse twice, query, patch, replace attributes, disable, delete", async () => {
  const entra = await freshDirectory();
  const json = {
    schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA],
    externalId: "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
    userName: "Test_User_ab6490ee-1e48-479e-a20b-2d77186b5dd1",
    active: true,
    emails: [{ primary: true, type: "work", value: "Test_User_fd0ea19b@testuser.com" }],
    meta: { resourceType: "User" },
    name: { formatted: "givenName familyName", familyName: "familyName", givenName: "givenName" },
    roles: [],
  };
  const { id } = await entra.get(201, "/Users", { method: "POST", json });
  await entra.get(409, "/Users", { method: "POST", json });
  for (
    const filter of [
      `userName eq "${json.userName.toLowerCase()}"`,
      'externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"',
      'emails[type eq "work"].value eq "test_user_fd0ea19b@testuser.com"',
      `id eq "${id}" and userName eq "${json.userName}"`,
    ]
  ) {
    const found = await entra.get(200, `/Users?filter=${encodeURIComponent(filter)}`);
    assert.equal(found.totalResults, 1, filter);
  }
  const patched = await entra.get(200, `/Users/${id}`, {
    method: "PATCH",
    json: {
      schemas: [PATCH],
      Operations: [
        { op: "Replace", path: 'emails[type eq "work"].value', value: "updatedEmail@microsoft.com" },
        { op: "Replace", path: "name.familyName", value: "updatedFamilyName" },
      ],
    },
  });
  assert.deepEqual(patched.emails, [{ primary: true, type: "work", value: "updatedEmail@microsoft.com" }]);
  assert.equal(patched.name.familyName, "updatedFamilyName");
  const renamed = await entra.patchUser(id, [{
    op: "Replace",
    path: "userName",
    value: "5b50642d@testuser.com",
  }]);
  assert.equal(renamed.userName, "5b50642d@testuser.com");
  const manager = await entra.createUser("boss@testuser.com");
  await entra.patchUser(id, [{ op: "Add", path: `${ENTERPRISE_SCHEMA}:manager`, value: manager.id }]);
  const asked = `/Users?attributes=id&filter=${
    encodeURIComponent(`id eq "${id}" and manager eq "${manager.id}"`)
  }`;
  assert.deepEqual((await entra.get(200, asked)).Resources, [{
    schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA],
    id,
  }]);
  const disabled = await entra.patchUser(id, [{ op: "Replace", path: "active", value: "False" }]);
  assert.equal(disabled.active, false);
  assert.equal((await entra.get(200, byUserName("5b50642d@testuser.com"))).Resources[0].active, false);
  await entra.get(204, `/Users/${id}`, { method: "DELETE" });
  await entra.get(404, `/Users/${id}`);
  await entra.get(404, `/Users/${id}`, {
    method: "PATCH",
    json: { Operations: [{ op: "Replace", path: "active", value: "True" }] },
  });
});

Deno.test("Entra's validator on groups: create, query without members, rename, add, remove, delete", async () => {
  const entra = await freshDirectory();
  const user = await entra.createUser("member@testuser.com");
  const { id } = await entra.get(201, "/Groups", {
    method: "POST",
    json: {
      schemas: [GROUP_SCHEMA, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      externalId: "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159",
      displayName: "displayName",
      meta: { resourceType: "Group" },
    },
  });
  const found = await entra.get(200, byDisplayName("displayName"));
  assert.deepEqual([found.totalResults, found.Resources[0].members], [1, undefined]);
  assert.equal((await entra.get(200, `/Groups/${id}?excludedAttributes=members`)).members, undefined);
  await entra.patchGroup(id, [{ op: "Replace", path: "displayName", value: "1879db59updatedDisplayName" }]);
  await entra.patchGroup(id, [{ op: "Add", path: "members", value: [{ $ref: null, value: user.id }] }]);
  const has = `/Groups?attributes=id&filter=${
    encodeURIComponent(`id eq "${id}" and members eq "${user.id}"`)
  }`;
  assert.equal((await entra.get(200, has)).totalResults, 1);
  await entra.patchGroup(id, [{ op: "Remove", path: "members", value: [{ $ref: null, value: user.id }] }]);
  assert.equal((await entra.get(200, has)).totalResults, 0);
  await entra.get(204, `/Groups/${id}`, { method: "DELETE" });
  assert.equal((await entra.get(200, byDisplayName("1879db59updatedDisplayName"))).totalResults, 0);
});
