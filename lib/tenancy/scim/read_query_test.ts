import assert from "node:assert/strict";
import { project, wants } from "./project.ts";
import { readListQuery, readProjection } from "./read_query.ts";
import { ENTERPRISE_SCHEMA, USER_SCHEMA } from "./urns.ts";

function page(query: string) {
  const read = readListQuery(new URLSearchParams(query));
  return read.ok ? [read.query.startIndex, read.query.count] : read.reason;
}

Deno.test("readListQuery() counts from 1, and as the standard says outside of the sensible", () => {
  assert.deepEqual(page(""), [1, 100]);
  assert.deepEqual(page("startIndex=0&count=-3"), [1, 0]);
  assert.deepEqual(page("startIndex=201&count=0"), [201, 0]);
  assert.deepEqual(page("count=5000"), [1, 200]);
  assert.equal(page("startIndex=one"), "invalid_value");
  assert.equal(page("count=9999999999"), "invalid_value");
});

const RESOURCE = {
  schemas: [USER_SCHEMA],
  id: "mem_1",
  userName: "u@acme.test",
  name: { givenName: "Ann", familyName: "Lee" },
  emails: [{ value: "u@acme.test", type: "work" }],
  [ENTERPRISE_SCHEMA]: { department: "Sales", division: "North" },
};

const PROJECTIONS: [query: string, members: object][] = [
  ["attributes=userName", { userName: "u@acme.test" }],
  ["attributes=USERNAME,title", { userName: "u@acme.test" }],
  [`attributes=${USER_SCHEMA}:userName`, { userName: "u@acme.test" }],
  ["attributes=name.givenName,emails.value", {
    name: { givenName: "Ann" },
    emails: [{ value: "u@acme.test" }],
  }],
  [`attributes=${ENTERPRISE_SCHEMA}:department`, { [ENTERPRISE_SCHEMA]: { department: "Sales" } }],
  [
    "excludedAttributes=id,schemas,name,emails.type",
    {
      userName: "u@acme.test",
      emails: [{ value: "u@acme.test" }],
      [ENTERPRISE_SCHEMA]: { department: "Sales", division: "North" },
    },
  ],
];

for (const [query, members] of PROJECTIONS) {
  Deno.test(`project() answers ?${query}`, () => {
    const projection = readProjection(new URLSearchParams(query));
    assert.deepEqual(project(RESOURCE, projection), { schemas: [USER_SCHEMA], id: "mem_1", ...members });
  });
}

Deno.test("wants() knows when the members of a group need not be read", () => {
  const wanted = (query: string) => wants(readProjection(new URLSearchParams(query)), "members");
  assert.equal(wanted(""), true);
  assert.equal(wanted("excludedAttributes=members"), false);
  assert.equal(wanted("excludedAttributes=Members"), false);
  assert.equal(wanted("attributes=displayName"), false);
  assert.equal(wanted("attributes=members.value"), true);
});
