import assert from "node:assert/strict";
import { permissionsOf, type Role } from "@/lib/identity/permissions.ts";
import { nextSteps } from "./next_steps.ts";

type Known = Parameters<typeof nextSteps>[0];

const NEW: Known = {
  permissions: permissionsOf("owner", null),
  isEmailProven: false,
  hasKey: false,
  hasRecord: false,
  hasTimeZone: false,
};

Deno.test("nextSteps() begins with everything to do, for who may do it", () => {
  const names = (role: Role) =>
    nextSteps({ ...NEW, permissions: permissionsOf(role, null) }).map((it) => it.name);
  assert.deepEqual(names("owner"), ["prove_address", "create_key", "send_record", "choose_time_zone"]);
  for (const role of ["admin", "member"] as const) assert.deepEqual(names(role), names("owner"));
  assert.deepEqual(names("read_only"), ["prove_address", "choose_time_zone"]);
  assert.deepEqual(done({}), []);
});

Deno.test("nextSteps() ticks off what has happened", () => {
  assert.deepEqual(done({ isEmailProven: true }), ["prove_address"]);
  assert.deepEqual(done({ hasKey: true }), ["create_key"]);
  assert.deepEqual(
    done({ hasRecord: true }),
    ["create_key", "send_record"],
    "nothing comes in without a key",
  );
  assert.deepEqual(done({ hasTimeZone: true }), ["choose_time_zone"]);
});

function done(known: Partial<Known>): string[] {
  return nextSteps({ ...NEW, ...known }).filter((it) => it.isDone).map((it) => it.name);
}
