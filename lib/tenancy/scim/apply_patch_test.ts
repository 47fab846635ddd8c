import assert from "node:assert/strict";
import { applyPatch } from "./apply_patch.ts";
import type { JsonObject } from "./json.ts";
import { readPatch } from "./read_patch.ts";
import { ENTERPRISE_SCHEMA } from "./urns.ts";

const PATCH_MESSAGE = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

const BABS: JsonObject = {
  userName: "babs@acme.test",
  externalId: "ext-1",
  active: true,
  displayName: "Babs Jensen",
  title: "Tour Guide",
  name: { formatted: "Babs Jensen", familyName: "Jensen", givenName: "Babs" },
  emails: [{ value: "babs@acme.test", type: "work", primary: true }],
  [ENTERPRISE_SCHEMA]: { department: "Sales", manager: { value: "m-1" } },
};

type Case = {
  name: string;
  /** As the directory sends it. */
  body: unknown;
  /** What of Babs is another than before; undefined for what is gone. */
  changes: JsonObject;
};

/** Sources: learn.microsoft.com "use-scim-to-provision-users-and-groups", "…-problem-scim-compatibility" and Q&A 1684621. */
const ENTRA: Case[] = [
  {
    name: "disables by the text False",
    body: { schemas: [PATCH_MESSAGE], Operations: [{ op: "Replace", path: "active", value: "False" }] },
    changes: { active: false },
  },
  {
    name: "disables by a boolean",
    body: { Operations: [{ op: "Replace", path: "active", value: false }], schemas: [PATCH_MESSAGE] },
    changes: { active: false },
  },
  {
    name: "disables as old clients do, with the value in an array",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [{ op: "Replace", path: "active", value: [{ $ref: null, value: "False" }] }],
    },
    changes: { active: false },
  },
  {
    name: "adds an attribute of one value",
    body: { schemas: [PATCH_MESSAGE], Operations: [{ op: "Add", path: "nickName", value: "Babs" }] },
    changes: { nickName: "Babs" },
  },
  {
    name: "replaces several attributes, each by its path",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [
        { op: "Replace", path: "displayName", value: "Pvlo" },
        { op: "Replace", path: 'emails[type eq "work"].value', value: "TestBcwqnm@test.microsoft.com" },
        { op: "Replace", path: "name.givenName", value: "Gtfd" },
        { op: "Replace", path: "name.familyName", value: "Pkqf" },
        { op: "Replace", path: "externalId", value: "Eqpj" },
        { op: "Replace", path: `${ENTERPRISE_SCHEMA}:employeeNumber`, value: "Eqpj" },
      ],
    },
    changes: {
      displayName: "Pvlo",
      emails: [{ value: "TestBcwqnm@test.microsoft.com", type: "work", primary: true }],
      name: { formatted: "Babs Jensen", familyName: "Pkqf", givenName: "Gtfd" },
      externalId: "Eqpj",
      [ENTERPRISE_SCHEMA]: { department: "Sales", manager: { value: "m-1" }, employeeNumber: "Eqpj" },
    },
  },
  {
    name: "replaces several attributes at once, with dots and a schema in their names",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [
        { op: "replace", path: 'emails[type eq "work"].value', value: "TestMhvaes@test.microsoft.com" },
        {
          op: "replace",
          value: {
            displayName: "Bjfe",
            "name.givenName": "Kkom",
            "name.familyName": "Unua",
            [`${ENTERPRISE_SCHEMA}:employeeNumber`]: "Aklq",
          },
        },
      ],
    },
    changes: {
      displayName: "Bjfe",
      emails: [{ value: "TestMhvaes@test.microsoft.com", type: "work", primary: true }],
      name: { formatted: "Babs Jensen", familyName: "Unua", givenName: "Kkom" },
      [ENTERPRISE_SCHEMA]: { department: "Sales", manager: { value: "m-1" }, employeeNumber: "Aklq" },
    },
  },
  {
    name: "adds to an address that is not there yet",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [{ op: "Add", path: 'phoneNumbers[type eq "mobile"].value', value: "+49 30 1" }],
    },
    changes: { phoneNumbers: [{ type: "mobile", value: "+49 30 1" }] },
  },
  {
    name: "adds the value of an address that is there",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [
        { op: "Replace", path: "title", value: "tester" },
        { op: "Add", path: 'emails[type eq "work"].value', value: "b2@acme.test" },
      ],
    },
    changes: { title: "tester", emails: [{ value: "b2@acme.test", type: "work", primary: true }] },
  },
  {
    name: "adds the manager as a text",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [{
        op: "add",
        path: `${ENTERPRISE_SCHEMA}:manager`,
        value: "2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2",
      }],
    },
    changes: {
      [ENTERPRISE_SCHEMA]: {
        department: "Sales",
        manager: { value: "2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2" },
      },
    },
  },
  {
    name: "adds the manager without its schema, in an array",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [{
        op: "Add",
        path: "manager",
        value: [{ $ref: "http://acme.test/scim/Users/m-2", value: "m-2" }],
      }],
    },
    changes: {
      [ENTERPRISE_SCHEMA]: {
        department: "Sales",
        manager: { value: "m-2", $ref: "http://acme.test/scim/Users/m-2" },
      },
    },
  },
  {
    name: "removes an attribute of the extension",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [{ op: "Remove", path: `${ENTERPRISE_SCHEMA}:department` }],
    },
    changes: { [ENTERPRISE_SCHEMA]: { manager: { value: "m-1" } } },
  },
  {
    name: "removes one address by its type",
    body: { schemas: [PATCH_MESSAGE], Operations: [{ op: "Remove", path: 'emails[type eq "work"].value' }] },
    changes: { emails: undefined },
  },
];

/** Source: developer.okta.com "SCIM 2.0 Protocol Reference". */
const OKTA: Case[] = [
  {
    name: "deactivates by a boolean in an object",
    body: { schemas: [PATCH_MESSAGE], Operations: [{ op: "replace", value: { active: false } }] },
    changes: { active: false },
  },
  {
    name: "syncs a password, which is not kept",
    body: { schemas: [PATCH_MESSAGE], Operations: [{ op: "replace", value: { password: "1mz050nq" } }] },
    changes: {},
  },
  {
    name: "names the whole extension in an object",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [{
        op: "replace",
        value: { [ENTERPRISE_SCHEMA]: { department: "Tours", costCenter: "4130" } },
      }],
    },
    changes: {
      [ENTERPRISE_SCHEMA]: { department: "Tours", manager: { value: "m-1" }, costCenter: "4130" },
    },
  },
  {
    name: "sends back what is ours to say",
    body: {
      schemas: [PATCH_MESSAGE],
      Operations: [{
        op: "replace",
        value: { id: "x", meta: { version: "9" }, groups: [{ value: "g" }], title: "Guide" },
      }],
    },
    changes: { title: "Guide" },
  },
];

const STANDARD: Case[] = [
  {
    name: "names in any case",
    body: { operations: [{ OP: "REPLACE", PATH: "NAME.FAMILYNAME", Value: "J." }] },
    changes: { name: { formatted: "Babs Jensen", familyName: "J.", givenName: "Babs" } },
  },
  {
    name: "the schema of the core before an attribute",
    body: {
      Operations: [{
        op: "replace",
        path: "urn:ietf:params:scim:schemas:core:2.0:User:title",
        value: "Boss",
      }],
    },
    changes: { title: "Boss" },
  },
  {
    name: "an added address beside the one there, which is no longer the first",
    body: {
      Operations: [{
        op: "add",
        path: "emails",
        value: [{ value: "b@home.test", type: "home", primary: "True" }],
      }],
    },
    changes: {
      emails: [
        { value: "babs@acme.test", type: "work", primary: false },
        { value: "b@home.test", type: "home", primary: true },
      ],
    },
  },
  {
    name: "an address added twice is there once",
    body: {
      Operations: [1, 2].map(() => ({
        op: "add",
        path: "emails",
        value: { value: "b@home.test", type: "home" },
      })),
    },
    changes: {
      emails: [
        { value: "babs@acme.test", type: "work", primary: true },
        { value: "b@home.test", type: "home" },
      ],
    },
  },
  {
    name: "all addresses replaced",
    body: {
      Operations: [{ op: "replace", path: "emails", value: [{ value: "c@acme.test", type: "other" }] }],
    },
    changes: { emails: [{ value: "c@acme.test", type: "other" }] },
  },
  {
    name: "a part of a complex attribute merged, and null that takes away",
    body: { Operations: [{ op: "replace", value: { name: { familyName: "J." }, title: null } }] },
    changes: { name: { formatted: "Babs Jensen", familyName: "J.", givenName: "Babs" }, title: undefined },
  },
  {
    name: "a whole extension removed",
    body: { Operations: [{ op: "remove", path: ENTERPRISE_SCHEMA }] },
    changes: { [ENTERPRISE_SCHEMA]: undefined },
  },
  {
    name: "an attribute that we do not know is kept",
    body: { Operations: [{ op: "add", value: { favouriteColour: "plum" } }] },
    changes: { favouriteColour: "plum" },
  },
  {
    name: "an attribute of an extension that we do not know is kept",
    body: {
      Operations: [{ op: "Add", path: "urn:acme:custom:2.0:User:worksiteId", value: "180" }],
    },
    changes: { "urn:acme:custom:2.0:User": { worksiteId: "180" } },
  },
  {
    name: "members that would reach the prototype are no attributes",
    body: JSON.parse('{"Operations":[{"op":"add","value":{"__proto__":{"active":false},"title":"T"}}]}'),
    changes: { title: "T" },
  },
  {
    name: "nothing at all where the address to remove is not there",
    body: { Operations: [{ op: "remove", path: 'emails[type eq "home"]' }] },
    changes: {},
  },
];

for (const [dialect, cases] of Object.entries({ Entra: ENTRA, Okta: OKTA, "The standard": STANDARD })) {
  for (const { name, body, changes } of cases) {
    Deno.test(`applyPatch() takes what is said: ${dialect}, ${name}`, () => {
      const patch = readPatch(body);
      assert.ok(patch.ok, JSON.stringify(patch));
      const before = structuredClone(BABS);
      const patched = applyPatch(before, patch.operations);
      assert.ok(patched.ok, JSON.stringify(patched));
      const expected = { ...BABS, ...changes };
      for (const [key, value] of Object.entries(changes)) if (value === undefined) delete expected[key];
      assert.deepEqual(patched.document, expected);
      assert.deepEqual(before, BABS, "what came in stays");
      assert.equal(Object.getPrototypeOf(patched.document), Object.prototype);
      const again = applyPatch(patched.document, patch.operations);
      assert.ok(again.ok);
      assert.deepEqual(again.document, expected, "sent again it changes nothing");
    });
  }
}

const REFUSED: [name: string, operation: unknown, reason: string][] = [
  [
    "a word for active that is neither",
    { op: "replace", path: "active", value: "inactive" },
    "invalid_value",
  ],
  ["no value for active", { op: "replace", path: "active" }, "invalid_value"],
  ["the id", { op: "replace", path: "id", value: "x" }, "mutability"],
  ["groups of a user", { op: "add", path: "groups", value: [{ value: "g" }] }, "mutability"],
  ["removing active", { op: "remove", path: "active" }, "mutability"],
  ["removing userName", { op: "remove", path: "userName" }, "mutability"],
  ["brackets on one value", { op: "replace", path: 'title[type eq "x"]', value: "T" }, "invalid_path"],
  ["a name that is a text", { op: "replace", path: "name", value: "Babs" }, "invalid_value"],
  ["a title that is an object", { op: "replace", path: "title", value: { a: 1 } }, "invalid_value"],
  [
    "a value that no address has",
    { op: "replace", path: 'emails[value co "x"].display', value: "X" },
    "no_target",
  ],
  ["emails inside an email", { op: "add", path: "emails", value: [["b@acme.test"]] }, "invalid_value"],
  [
    "more values than a list can have",
    {
      op: "add",
      path: "emails",
      value: Array.from({ length: 101 }, (_, n) => ({ value: `b${n}@acme.test` })),
    },
    "invalid_value",
  ],
  ["an extension that is a text", { op: "replace", path: ENTERPRISE_SCHEMA, value: "x" }, "invalid_value"],
];

for (const [name, operation, reason] of REFUSED) {
  Deno.test(`applyPatch() refuses ${name}`, () => {
    const patch = readPatch({ Operations: [operation] });
    assert.ok(patch.ok, JSON.stringify(patch));
    const patched = applyPatch(BABS, patch.operations);
    assert.equal(patched.ok ? "" : patched.reason, reason);
    assert.match(patched.ok ? "" : patched.detail, /^Operations\[0\]: /);
  });
}

const UNREADABLE: [name: string, body: unknown, reason: string][] = [
  ["a body that is no object", [], "invalid_syntax"],
  ["no operations", { Operations: [] }, "invalid_syntax"],
  ["operations that are no array", { Operations: { op: "add" } }, "invalid_syntax"],
  ["an operation that is a text", { Operations: ["add"] }, "invalid_syntax"],
  ["an op of another kind", { Operations: [{ op: "move", path: "title" }] }, "invalid_syntax"],
  ["remove without a path", { Operations: [{ op: "remove" }] }, "no_target"],
  ["a value without a path that is no object", { Operations: [{ op: "add", value: "x" }] }, "invalid_value"],
  [
    "a path with an open bracket",
    { Operations: [{ op: "add", path: "emails[type eq", value: "x" }] },
    "invalid_path",
  ],
  [
    "a path whose filter is none",
    { Operations: [{ op: "add", path: "emails[type]", value: "x" }] },
    "invalid_path",
  ],
  ["a path that is no text", { Operations: [{ op: "add", path: 7, value: "x" }] }, "invalid_path"],
  ["the path of the whole core", {
    Operations: [{ op: "add", path: "urn:ietf:params:scim:schemas:core:2.0:User", value: {} }],
  }, "invalid_path"],
  [
    "a path to the prototype",
    { Operations: [{ op: "add", path: "__proto__.active", value: false }] },
    "invalid_path",
  ],
  [
    "a path of 501 characters",
    { Operations: [{ op: "add", path: "a".repeat(501), value: "x" }] },
    "invalid_path",
  ],
  [
    "more operations than a request can have",
    { Operations: Array.from({ length: 1_001 }, () => ({ op: "add", path: "title", value: "x" })) },
    "too_many",
  ],
];

for (const [name, body, reason] of UNREADABLE) {
  Deno.test(`readPatch() refuses ${name}`, () => {
    const patch = readPatch(body);
    assert.equal(patch.ok ? "" : patch.reason, reason);
  });
}
