import assert from "node:assert/strict";
import { documentOf, readUserBody, settleUser } from "./user_document.ts";
import { ENTERPRISE_SCHEMA, USER_SCHEMA } from "./urns.ts";

function read(body: unknown) {
  const document = readUserBody(body);
  return document.ok ? settleUser(document.document) : document;
}

function userOf(body: unknown) {
  const settled = read(body);
  assert.ok(settled.ok, JSON.stringify(settled));
  return settled.user;
}

Deno.test("readUserBody() reads a user as Entra creates one", () => {
  const user = userOf({
    schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA],
    externalId: "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
    userName: "Test_User_00aa00aa-bb11-cc22-dd33-44ee44ee44ee",
    active: true,
    emails: [{ primary: true, type: "work", value: "Test_User_11bb11bb@testuser.com" }],
    meta: { resourceType: "User" },
    name: { formatted: "givenName familyName", familyName: "familyName", givenName: "givenName" },
    roles: [],
  });
  assert.deepEqual(user, {
    userName: "Test_User_00aa00aa-bb11-cc22-dd33-44ee44ee44ee",
    externalId: "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
    isActive: true,
    email: "Test_User_11bb11bb@testuser.com",
    name: "givenName familyName",
    attributes: {
      emails: [{ primary: true, type: "work", value: "Test_User_11bb11bb@testuser.com" }],
      name: { formatted: "givenName familyName", familyName: "familyName", givenName: "givenName" },
    },
  });
});

Deno.test("readUserBody() reads what Entra sends with nulls and names of the extension in the core", () => {
  const { attributes, name } = userOf({
    userName: "jyoung@testuser.com",
    active: true,
    addresses: null,
    displayName: "Joy Young",
    name: { familyName: "Young", givenName: "Joy" },
    phoneNumbers: null,
    title: null,
    department: "Sales",
    manager: null,
  });
  assert.equal(name, "Joy Young");
  assert.deepEqual(attributes, {
    displayName: "Joy Young",
    name: { familyName: "Young", givenName: "Joy" },
    [ENTERPRISE_SCHEMA]: { department: "Sales" },
  });
});

Deno.test("readUserBody() reads a user as Okta creates one, and keeps no password", () => {
  const user = userOf({
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
  });
  assert.deepEqual([user.email, user.name, user.externalId], [
    "test.user@okta.local",
    "Test User",
    "00ujl29u0le5T6Aj10h7",
  ]);
  assert.doesNotMatch(JSON.stringify(user), /1mz050nq|password|groups/);
});

Deno.test("settleUser() takes the primary address, else the one of work, else the first, else the user name", () => {
  const userName = "u@acme.test";
  const emails = [{ value: "first@acme.test" }, { value: "work@acme.test", type: "Work" }];
  assert.equal(
    userOf({ userName, emails: [...emails, { value: "p@acme.test", primary: "True" }] }).email,
    "p@acme.test",
  );
  assert.equal(userOf({ userName, emails }).email, "work@acme.test");
  assert.equal(userOf({ userName, emails: emails.slice(0, 1) }).email, "first@acme.test");
  assert.equal(userOf({ userName, emails: ["plain@acme.test"] }).email, "plain@acme.test");
  assert.equal(userOf({ userName, emails: [{ type: "work" }] }).email, userName);
});

Deno.test("settleUser() makes a name of one line and at most 80 characters", () => {
  const userName = "u@acme.test";
  assert.equal(userOf({ userName, displayName: "A\r\nB\u202eC" }).name, "A B C");
  assert.equal(userOf({ userName, displayName: "😀".repeat(100) }).name, "😀".repeat(80));
  assert.equal(userOf({ userName, name: { givenName: "Ann", familyName: "Lee" } }).name, "Ann Lee");
  assert.equal(userOf({ userName, displayName: " \n " }).name, userName);
});

Deno.test("settleUser() counts who says nothing of active as active, and False as not", () => {
  assert.equal(userOf({ userName: "u@acme.test" }).isActive, true);
  assert.equal(userOf({ userName: "u@acme.test", active: "False" }).isActive, false);
});

Deno.test("documentOf() gives back what settleUser() took apart", () => {
  const document = { userName: "u@acme.test", externalId: "e", active: false, title: "T" };
  const settled = settleUser(document);
  assert.ok(settled.ok);
  assert.deepEqual(documentOf(settled.user), document);
});

const REFUSED: [name: string, body: unknown, reason: string, detail: RegExp][] = [
  ["a body that is an array", [], "invalid_syntax", /object/],
  ["no userName", { displayName: "X" }, "invalid_value", /userName is missing/],
  ["an empty userName", { userName: " " }, "invalid_value", /userName is missing/],
  ["a userName that is an object", { userName: { a: 1 } }, "invalid_value", /^userName must be a text/],
  ["a long userName", { userName: "u".repeat(255) }, "invalid_value", /254/],
  ["a long externalId", { userName: "u@acme.test", externalId: "u".repeat(256) }, "invalid_value", /255/],
  ["nobody's address", { userName: "u" }, "invalid_value", /email address/],
  [
    "an address of two",
    { userName: "u", emails: [{ value: "a@x.test, b@x.test" }] },
    "invalid_value",
    /email address/,
  ],
  ["active that is neither", { userName: "u@acme.test", active: "maybe" }, "invalid_value", /true or false/],
  [
    "64 KiB of attributes",
    { userName: "u@acme.test", note: "x".repeat(65_536) },
    "invalid_value",
    /65536 bytes/,
  ],
];

for (const [name, body, reason, detail] of REFUSED) {
  Deno.test(`a user is refused with ${name}`, () => {
    const settled = read(body);
    assert.equal(settled.ok ? "" : settled.reason, reason);
    assert.match(settled.ok ? "" : settled.detail, detail);
  });
}
