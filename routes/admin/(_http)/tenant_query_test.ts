import assert from "node:assert/strict";
import { readTenantQuery, sortedBy } from "./tenant_query.ts";

const at = (query: string) => new URL(`http://localhost:8000/admin${query}`);
const plain = { search: "", show: "all", order: { by: "opened", descending: true } };

Deno.test("readTenantQuery() reads what the address asks for", () => {
  assert.deepEqual(readTenantQuery(at("?search=acme&show=quiet&sort=-api_calls")), {
    search: "acme",
    show: "quiet",
    order: { by: "api_calls", descending: true },
  });
  assert.deepEqual(readTenantQuery(at("?sort=name")).order, { by: "name", descending: false });
});

Deno.test("readTenantQuery() leaves out what it does not know", () => {
  for (const query of ["", "?show=closed&sort=password", "?show=&sort=-", "?sort=--name", "?sort=toString"]) {
    assert.deepEqual(readTenantQuery(at(query)), plain, query);
  }
});

Deno.test("sortedBy() keeps the search, begins at the start and turns an order round", () => {
  assert.equal(
    sortedBy(at("?search=a&cursor=ten_1&before=ten_2&notice=x"), "members"),
    "/admin?search=a&sort=-members",
  );
  assert.equal(sortedBy(at("?sort=-members"), "members"), "/admin?sort=members");
  assert.equal(sortedBy(at(""), "name"), "/admin?sort=name");
  assert.equal(sortedBy(at("?sort=name"), "name"), "/admin?sort=-name");
  assert.equal(sortedBy(at(""), "opened"), "/admin?sort=opened");
});
