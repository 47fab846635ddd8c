import assert from "node:assert/strict";
import { makeCast } from "@/tests/support/cast.ts";
import { findMember } from "./find_member.ts";
import { OPEN_POLICY } from "./sign_in_policy/policy.ts";

Deno.test("findMember() finds a person in the person's own tenant", async () => {
  const now = new Date();
  const { cleo, acme } = await makeCast(now);
  assert.deepEqual(await findMember(acme.id, cleo.userId), {
    id: cleo.id,
    userId: cleo.userId,
    name: "Cleo",
    email: cleo.email,
    role: "read_only",
    joinedAt: now,
    isEmailProven: false,
    ownTimeZone: undefined,
    hidesNextSteps: false,
    policy: OPEN_POLICY,
  });
});

Deno.test("findMember() does not find a member of another tenant", async () => {
  const { max, acme } = await makeCast();
  assert.equal(await findMember(acme.id, max.userId), undefined);
});
