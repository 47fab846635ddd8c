import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { covers, GRANTABLE, may, type Permission, PERMISSIONS, permissionsOf, ROLES } from "./permissions.ts";

const TABLE: [Permission, string][] = [
  ["records.read", "owner admin member read_only"],
  ["usage.read", "owner admin member read_only"],
  ["records.write", "owner admin member"],
  ["members.read", "owner admin member"],
  ["api_keys.read", "owner admin member"],
  ["api_keys.manage", "owner admin"],
  ["members.manage", "owner admin"],
  ["roles.manage", "owner admin"],
  ["sign_in.manage", "owner admin"],
  ["security.read", "owner admin"],
  ["settings.manage", "owner admin"],
  ["audit.read", "owner admin"],
  ["ownership.transfer", "owner"],
];

Deno.test("every permission is in the table below", () => {
  assert.deepEqual(TABLE.map(([permission]) => permission).sort(), PERMISSIONS.toSorted());
});

for (const [permission, roles] of TABLE) {
  Deno.test(`may() grants ${permission} to ${roles.replaceAll(" ", ", ")}, and to nobody else`, () => {
    assert.deepEqual(ROLES.filter((role) => may(role, permission)), roles.split(" "));
  });
}

Deno.test("permissionsOf() is what a built-in role grants, and of a tenant's own role what it was given", () => {
  assert.deepEqual([...permissionsOf("read_only", null)].sort(), ["records.read", "usage.read"]);
  assert.deepEqual([...permissionsOf("read_only", ["roles.manage"])].sort(), ["records.read", "usage.read"]);
  assert.deepEqual([...permissionsOf("custom", ["roles.manage"])], ["roles.manage"]);
  assert.deepEqual([...permissionsOf("custom", null)], []);
});

Deno.test("covers() asks for everything that the other holds", () => {
  const [owner, admin, member] = (["owner", "admin", "member"] as const).map((it) => permissionsOf(it, null));
  assert.equal(covers(owner, admin), true);
  assert.equal(covers(admin, admin), true);
  assert.equal(covers(admin, owner), false);
  assert.equal(covers(member, permissionsOf("custom", ["audit.read"])), false);
});

Deno.test("the table of roles takes what may be granted, and nothing that is an owner's alone", async () => {
  const { rows: [{ definition }] } = await asSuperuser((client) =>
    client.query(`
      select pg_get_constraintdef(oid) as definition from pg_constraint
       where conrelid = 'pooled.roles'::regclass and conname = 'roles_permissions_check'`)
  );
  const listed = [...definition.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, name]) => name);
  assert.deepEqual(listed.sort(), GRANTABLE.toSorted());
});
