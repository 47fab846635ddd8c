import assert from "node:assert/strict";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { findMember } from "./find_member.ts";
import { hideNextSteps } from "./hide_next_steps.ts";
import { keepOwnTimeZone } from "./keep_own_time_zone.ts";

Deno.test("a preference is one member's own, and each can be taken back without the other", async () => {
  const { acme, globex, ada, ben, max } = await makeCast();
  await keepOwnTimeZone(acme.id, { userId: ben.userId, timeZone: "Asia/Tokyo" });
  assert.deepEqual(await preferencesOf(ben), ["Asia/Tokyo", false]);
  await hideNextSteps(acme.id, { userId: ben.userId, hiddenAt: new Date() });
  assert.deepEqual(await preferencesOf(ben), ["Asia/Tokyo", true]);
  for (const other of [ada, max]) assert.deepEqual(await preferencesOf(other), [undefined, false]);
  await keepOwnTimeZone(acme.id, { userId: ben.userId });
  assert.deepEqual(await preferencesOf(ben), [undefined, true]);
  await hideNextSteps(acme.id, { userId: ben.userId });
  assert.deepEqual(await preferencesOf(ben), [undefined, false]);
  await assert.rejects(keepOwnTimeZone(globex.id, { userId: ben.userId, timeZone: "UTC" }), {
    code: "23503",
  });
});

async function preferencesOf({ tenant, userId }: Person) {
  const { ownTimeZone, hidesNextSteps } = (await findMember(tenant.id, userId))!;
  return [ownTimeZone, hidesNextSteps];
}
