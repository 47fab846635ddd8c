import assert from "node:assert/strict";
import { may, type Permission, ROLES } from "./permissions.ts";

const TABLE: [Permission, string][] = [
  ["records.read", "owner admin member read_only"],
  ["usage.read", "owner admin member read_only"],
  ["records.write", "owner admin member"],
  ["members.read", "owner admin member"],
  ["api_keys.read", "owner admin member"],
  ["api_keys.manage", "owner admin"],
  ["settings.manage", "owner admin"],
  ["audit.read", "owner admin"],
];

for (const [permission, roles] of TABLE) {
  Deno.test(`may() grants ${permission} to ${roles.replaceAll(" ", ", ")}, and to nobody else`, () => {
    assert.deepEqual(ROLES.filter((role) => may(role, permission)), roles.split(" "));
  });
}
