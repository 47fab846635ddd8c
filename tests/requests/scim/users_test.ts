import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newId, parsePublicId } from "@/lib/ids.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { ENTERPRISE_SCHEMA, LIST_MESSAGE, USER_SCHEMA } from "@/lib/tenancy/scim/urns.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { directoryOf, proveDomain } from "@/tests/support/scim.ts";

const app = await startApp();
const { acme, globex, ada, ben, max } = await makeCast();
const directory = await directoryOf(app, ada);
const nextDoor = await directoryOf(app, max);

let number = 0;
const someName = () => `person${++number}@${acme.slug}.test`;

async function memberOf(id: string, tenantId = acme.id) {
  const memberId = parsePublicId("mem", id);
  return (await listMembers(tenantId)).find((it) => it.id === memberId);
}

async function actionsOn(id: string) {
  const { entries } = await listEntries(acme.id, { pageSize: 500 });
  return entries.filter((it) => it.subjectId === parsePublicId("mem", id)).map((it) => it.action).reverse();
}

Deno.test("a user comes as a member with the lowest role, without a password and with an unproven address", async () => {
  const userName = someName();
  const res = await directory.ask("/Users", {
    method: "POST",
    json: {
      schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA],
      externalId: "ext-lee",
      userName,
      active: true,
      displayName: "Ann Lee",
      name: { givenName: "Ann", familyName: "Lee" },
      emails: [{ primary: true, type: "work", value: userName }],
      [ENTERPRISE_SCHEMA]: { department: "Sales" },
    },
  });
  assert.equal(res.status, 201);
  assert.equal(res.headers.get("content-type"), "application/scim+json");
  const user = await res.json();
  assert.equal(res.headers.get("location"), user.meta.location);
  assert.equal(res.headers.get("etag"), user.meta.version);
  assert.match(user.id, /^mem_/);
  assert.deepEqual(user.schemas, [USER_SCHEMA, ENTERPRISE_SCHEMA]);
  assert.deepEqual([user.userName, user.externalId, user.active, user.groups], [
    userName,
    "ext-lee",
    true,
    [],
  ]);
  assert.equal(user.meta.location, `${acme.origin}/scim/v2/Users/${user.id}`);
  const member = await memberOf(user.id);
  assert.deepEqual([member?.name, member?.email, member?.role, member?.isEmailProven], [
    "Ann Lee",
    userName,
    "read_only",
    false,
  ]);
  const passwords = await asSuperuser((client) =>
    client.query("select from platform.passwords where user_id = $1", [member!.userId])
  );
  assert.equal(passwords.rowCount, 0);
  assert.deepEqual(await directory.get(200, `/Users/${user.id}`), user);
  const { entries: [entry] } = await listEntries(acme.id);
  assert.deepEqual([entry.action, entry.actorKind, entry.actorName], ["member.joined", "directory", "Entra"]);
});

Deno.test("a user who was created inactive is a member who may not come in", async () => {
  const { id, active } = await directory.createUser(someName(), { active: "False" });
  assert.equal(active, false);
  assert.ok((await memberOf(id))?.deactivatedAt);
});

Deno.test("who sends a user again gets 409, by userName in any case and by externalId", async () => {
  const userName = someName();
  await directory.createUser(userName, { externalId: `e-${userName}` });
  for (
    const json of [
      { userName, externalId: `e-${userName}` },
      { userName: userName.toUpperCase(), emails: [{ value: someName() }] },
      { userName: someName(), externalId: `e-${userName}` },
      { userName: `x-${userName}`, emails: [{ value: userName }] },
    ]
  ) {
    const error = await directory.get(409, "/Users", { method: "POST", json });
    assert.equal(error.scimType, "uniqueness");
  }
  const { totalResults } = await directory.get(200, `/Users?filter=userName eq "${userName}"`);
  assert.equal(totalResults, 1);
});

Deno.test("of twenty that create one user at once, one is told 201 and the others 409, and there is one member", async () => {
  const userName = someName();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => directory.ask("/Users", { method: "POST", json: { userName } })),
  );
  const statuses = answers.map((it) => it.status).sort();
  assert.deepEqual(statuses, [201, ...Array(19).fill(409)]);
  assert.equal((await listMembers(acme.id)).filter((it) => it.email === userName).length, 1);
  const people = await asSuperuser((client) =>
    client.query("select from platform.users where email = $1", [userName])
  );
  assert.equal(people.rowCount, 1, "whoever lost has left no person behind");
});

Deno.test("a member who was there before stays out of the directory while nobody has proven the domain", async () => {
  const error = await directory.get(409, "/Users", { method: "POST", json: { userName: ben.email } });
  assert.equal(error.scimType, "uniqueness");
  assert.match(error.detail, /^Ben is a member with the address .+ already\. Prove that its domain is yours/);
});

Deno.test("a member who was there before comes under the directory where the tenant owns the domain", async () => {
  const cast = await makeCast();
  await proveDomain(cast.acme.id, `${cast.acme.slug}.test`);
  const own = await directoryOf(app, cast.ada);
  const user = await own.createUser(cast.ben.email, { displayName: "Benjamin" });
  assert.equal(parsePublicId("mem", user.id), cast.ben.id);
  const member = await memberOf(user.id, cast.acme.id);
  assert.deepEqual([member?.name, member?.role, member?.userId], ["Benjamin", "member", cast.ben.userId]);
  const { entries: [entry] } = await listEntries(cast.acme.id);
  assert.equal(entry.action, "member.linked");
  // The person's own name is theirs: only this tenant's row about them is the directory's.
  await own.patchUser(user.id, [{ op: "replace", path: "displayName", value: "B." }]);
  const { rows: [person] } = await asSuperuser((client) =>
    client.query("select name, email from platform.users where id = $1", [cast.ben.userId])
  );
  assert.deepEqual(person, { name: "Ben", email: cast.ben.email });
});

Deno.test("a domain that another tenant has proven opens no member to a directory", async () => {
  const cast = await makeCast();
  await proveDomain(cast.globex.id, `${cast.acme.slug}.test`);
  const own = await directoryOf(app, cast.ada);
  await own.get(409, "/Users", { method: "POST", json: { userName: cast.ben.email } });
});

Deno.test("several members of one address are none to take over", async () => {
  const cast = await makeCast();
  await proveDomain(cast.acme.id, `${cast.acme.slug}.test`);
  await asSuperuser((client) =>
    client.query("update pooled.members set email = $1 where tenant_id = $2 and id = $3", [
      cast.ben.email,
      cast.acme.id,
      cast.cleo.id,
    ])
  );
  const own = await directoryOf(app, cast.ada);
  const error = await own.get(409, "/Users", { method: "POST", json: { userName: cast.ben.email } });
  assert.match(error.detail, /^Several members/);
});

Deno.test("a person of the same address in another tenant is not brought in", async () => {
  const { id } = await directory.createUser(max.email);
  const member = await memberOf(id);
  assert.notEqual(member!.userId, max.userId);
});

Deno.test("what is ours to say is not taken from a body, and what is unknown is kept", async () => {
  const user = await directory.createUser(someName(), {
    id: "x",
    meta: { created: "1999-01-01T00:00:00Z" },
    groups: [{ value: "g" }],
    favouriteColour: "plum",
    password: "1mz050nq",
  });
  assert.match(user.id, /^mem_/);
  assert.equal(user.favouriteColour, "plum");
  assert.equal(user.password, undefined);
  assert.notEqual(user.meta.created.slice(0, 4), "1999");
});

Deno.test("PATCH changes the member's name and address, and leaves one entry however often it is sent", async () => {
  const { id } = await directory.createUser(someName());
  const address = someName();
  const operations = [
    { op: "Replace", path: "displayName", value: "Ann" },
    { op: "Add", path: 'emails[type eq "work"].value', value: address },
  ];
  const first = await directory.patchUser(id, operations);
  const second = await directory.patchUser(id, operations);
  assert.deepEqual(second, first);
  assert.equal(first.meta.version, 'W/"2"');
  const member = await memberOf(id);
  assert.deepEqual([member?.name, member?.email], ["Ann", address]);
  assert.deepEqual(await actionsOn(id), ["member.joined", "member.synced"]);
  const { rows: [person] } = await asSuperuser((client) =>
    client.query("select name, email from platform.users where id = $1", [member!.userId])
  );
  assert.deepEqual(person, { name: "Ann", email: address }, "nobody else knows this person yet");
});

Deno.test("PUT replaces all that it can, and who says nothing of active stays as they are", async () => {
  const userName = someName();
  const { id } = await directory.createUser(userName, {
    title: "Guide",
    externalId: `e-${userName}`,
    active: false,
  });
  const user = await directory.get(200, `/Users/${id}`, {
    method: "PUT",
    json: { userName, displayName: "Ann" },
  });
  assert.deepEqual([user.title, user.externalId, user.displayName, user.active], [
    undefined,
    undefined,
    "Ann",
    false,
  ]);
  const back = await directory.get(200, `/Users/${id}`, { method: "PUT", json: { userName, active: true } });
  assert.equal(back.active, true);
  assert.equal((await memberOf(id))?.deactivatedAt, null);
});

Deno.test("a change is refused that would give a user the name of another", async () => {
  const [one, other] = [await directory.createUser(someName()), await directory.createUser(someName())];
  const error = await directory.patchUser(one.id, [{
    op: "replace",
    path: "userName",
    value: other.userName,
  }], 409);
  assert.equal(error.scimType, "uniqueness");
  assert.equal((await directory.get(200, `/Users/${one.id}`)).userName, one.userName);
});

Deno.test("a change is refused that would give a user the address of another member, in the directory or not", async () => {
  const [one, other] = [await directory.createUser(someName()), await directory.createUser(someName())];
  for (const address of [other.userName.toUpperCase(), ben.email]) {
    const operations = [{ op: "Add", path: 'emails[type eq "work"].value', value: address }];
    assert.equal((await directory.patchUser(one.id, operations, 409)).scimType, "uniqueness");
  }
  assert.equal((await memberOf(one.id))?.email, one.userName);
});

Deno.test("If-Match keeps a change from what somebody else has changed meanwhile", async () => {
  const { id } = await directory.createUser(someName());
  const json = { Operations: [{ op: "replace", path: "title", value: "Guide" }] };
  const ask = (tag: string) =>
    directory.ask(`/Users/${id}`, { method: "PATCH", json, headers: { "if-match": tag } });
  assert.equal((await ask('W/"1"')).status, 200);
  assert.equal((await ask('W/"1"')).status, 412);
  assert.equal((await ask("*")).status, 200);
  const gone = await directory.ask(`/Users/${id}`, { method: "DELETE", headers: { "if-match": 'W/"1"' } });
  assert.equal(gone.status, 412);
});

Deno.test("DELETE ends the membership once, and what the person has elsewhere stays", async () => {
  const { id } = await directory.createUser(someName());
  const { userId } = (await memberOf(id))!;
  await directory.get(204, `/Users/${id}`, { method: "DELETE" });
  assert.equal(await memberOf(id), undefined);
  await directory.get(404, `/Users/${id}`, { method: "DELETE" });
  await directory.get(404, `/Users/${id}`);
  const person = await asSuperuser((client) =>
    client.query("select from platform.users where id = $1", [userId])
  );
  assert.equal(person.rowCount, 1);
  const { entries: [entry] } = await listEntries(acme.id);
  assert.deepEqual([entry.action, entry.actorKind], ["member.removed", "directory"]);
});

Deno.test("the last owner is neither deactivated nor removed by a directory", async () => {
  const cast = await makeCast();
  await proveDomain(cast.acme.id, `${cast.acme.slug}.test`);
  const own = await directoryOf(app, cast.ada);
  const { id } = await own.createUser(cast.ada.email);
  for (
    const answer of [
      await own.patchUser(id, [{ op: "Replace", path: "active", value: "False" }], 409),
      await own.get(409, `/Users/${id}`, {
        method: "PUT",
        json: { userName: cast.ada.email, active: false },
      }),
      await own.get(409, `/Users/${id}`, { method: "DELETE" }),
    ]
  ) {
    assert.match(answer.detail, /last owner/);
  }
  const user = await own.get(200, `/Users/${id}`);
  assert.deepEqual([user.active, user.meta.version], [true, 'W/"1"'], "nothing of it was done");
});

Deno.test("a user of another tenant is 404, whatever is asked of it", async () => {
  const { id } = await nextDoor.createUser(`somebody@${globex.slug}.test`);
  const json = { userName: "x@x.test", Operations: [{ op: "replace", path: "title", value: "X" }] };
  for (const strange of [id, `mem_${"0".repeat(26)}`, newId(), "x", ben.id, "..%2FGroups"]) {
    await directory.get(404, `/Users/${strange}`);
    for (const method of ["PUT", "PATCH"]) await directory.get(404, `/Users/${strange}`, { method, json });
    await directory.get(404, `/Users/${strange}`, { method: "DELETE" });
  }
  assert.equal((await nextDoor.get(200, `/Users/${id}`)).title, undefined);
});

Deno.test("a member whom the directory has not brought is none of its users", async () => {
  const { totalResults } = await directory.get(200, `/Users?filter=userName eq "${ben.email}"`);
  assert.equal(totalResults, 0);
});

const FILTERS: [filter: string, found: string[]][] = [
  ['userName eq "ANN@LIST.TEST"', ["ann"]],
  ['userName sw "bo"', ["bob"]],
  ['userName co "list" and active eq true', ["ann", "bob"]],
  ["not (active eq true)", ["cid"]],
  ['active eq "False"', ["cid"]],
  ['externalId eq "E-ann"', ["ann"]],
  ['externalId eq "e-ann"', []],
  ["externalId pr", ["ann"]],
  ["not (externalId pr)", ["bob", "cid"]],
  ['title eq "guide" or displayName ew "ob"', ["ann", "bob"]],
  ['title ne "Guide"', ["bob", "cid"]],
  ['not (title eq "Guide")', ["bob", "cid"]],
  ["title eq null", ["bob", "cid"]],
  ['emails eq "ann@home.test"', ["ann"]],
  ['emails.value sw "ann@"', ["ann"]],
  ['emails[type eq "work"].value eq "ann@list.test"', ["ann"]],
  ['emails[type eq "work"].value eq "ann@home.test"', []],
  ['emails[type eq "home" and value co "home"]', ["ann"]],
  ["emails pr", ["ann"]],
  ['name.familyName gt "L"', ["bob"]],
  ['name.givenName le "ann"', ["ann"]],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "bob@list.test"', ["bob"]],
  [`${ENTERPRISE_SCHEMA}:department eq "sales"`, ["ann"]],
  ['meta.lastModified gt "2020-01-01T00:00:00Z"', ["ann", "bob", "cid"]],
  ['meta.lastModified lt "2020-01-01T00:00:00Z"', []],
  ['userName eq "o\\"brien@list.test"', []],
  [`userName eq "x' or true --"`, []],
  ['userName co "%"', []],
];

Deno.test("users are found by what a filter asks", async () => {
  const cast = await makeCast();
  const own = await directoryOf(app, cast.ada);
  const ann = await own.createUser("ann@list.test", {
    externalId: "E-ann",
    title: "Guide",
    displayName: "Ann",
    name: { givenName: "Ann", familyName: "Adams" },
    emails: [{ value: "ann@list.test", type: "work", primary: true }, {
      value: "ann@home.test",
      type: "home",
    }],
    [ENTERPRISE_SCHEMA]: { department: "Sales" },
  });
  await own.createUser("bob@list.test", {
    displayName: "Bob",
    name: { givenName: "Bob", familyName: "Lee" },
  });
  await own.createUser("cid@list.test", { active: false });
  for (
    const [filter, found] of [
      ...FILTERS,
      [`id eq "${ann.id}"`, ["ann"]] as const,
      ['id ne "x"', ["ann", "bob", "cid"]] as const,
    ]
  ) {
    const page = await own.get(200, `/Users?filter=${encodeURIComponent(filter)}`);
    // deno-lint-ignore no-explicit-any
    assert.deepEqual(page.Resources.map((it: any) => it.userName.split("@")[0]), found, filter);
    assert.equal(page.totalResults, found.length, filter);
  }
});

const REFUSED_FILTERS = [
  "userName",
  'userName eq "a',
  "userName eq jyoung",
  'password eq "x"',
  'userName eq "a" or',
  'tenant_id eq "x"',
  'userName[type eq "x"]',
  'emails[colour eq "x"]',
  "active gt true",
  'active eq "perhaps"',
  'id co "mem"',
  'meta.created gt "yesterday"',
  'meta.created co "2020"',
  'constructor eq "x"',
  'emails.constructor eq "x"',
  Array.from({ length: 21 }, () => 'title eq "x"').join(" or "),
  `title eq "${"x".repeat(1_000)}"`,
  `${"(".repeat(300)}title pr${")".repeat(299)}`,
  'title eq "\0"',
];

for (const filter of REFUSED_FILTERS) {
  Deno.test(`a filter is refused: ${filter.slice(0, 60).replace("\0", "U+0000")}`, async () => {
    const error = await directory.get(400, `/Users?filter=${encodeURIComponent(filter)}`);
    assert.equal(error.scimType, "invalidFilter");
  });
}

Deno.test("a list is cut into pages that keep their order, counted from 1", async () => {
  const cast = await makeCast();
  const own = await directoryOf(app, cast.ada);
  for (const name of ["a", "b", "c", "d", "e"]) await own.createUser(`${name}@list.test`);
  const page = async (query: string) => {
    const { schemas, totalResults, startIndex, itemsPerPage, Resources } = await own.get(
      200,
      `/Users?${query}`,
    );
    assert.deepEqual(schemas, [LIST_MESSAGE]);
    // deno-lint-ignore no-explicit-any
    return [totalResults, startIndex, itemsPerPage, Resources.map((it: any) => it.userName[0]).join("")];
  };
  assert.deepEqual(await page("startIndex=1&count=2"), [5, 1, 2, "ab"]);
  assert.deepEqual(await page("startIndex=3&count=2"), [5, 3, 2, "cd"]);
  assert.deepEqual(await page("startIndex=5&count=2"), [5, 5, 1, "e"]);
  assert.deepEqual(await page("startIndex=6&count=2"), [5, 6, 0, ""]);
  assert.deepEqual(await page("startIndex=-1&count=1"), [5, 1, 1, "a"]);
  assert.deepEqual(await page("count=0"), [5, 1, 0, ""]);
  assert.deepEqual(await page('filter=userName sw "b"&count=1000'), [1, 1, 1, "b"]);
  await own.get(400, "/Users?count=ten");
});

Deno.test("attributes and excludedAttributes choose what is sent back", async () => {
  const user = await directory.createUser(someName(), { title: "Guide" });
  assert.deepEqual(Object.keys(await directory.get(200, `/Users/${user.id}?attributes=userName`)), [
    "schemas",
    "id",
    "userName",
  ]);
  const rest = await directory.get(200, `/Users/${user.id}?excludedAttributes=groups,title`);
  assert.deepEqual([rest.groups, rest.title, rest.userName], [undefined, undefined, user.userName]);
});
