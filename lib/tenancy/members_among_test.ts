import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { membersAmong } from "./members_among.ts";

Deno.test("membersAmong() has those who are members of this tenant, no stranger and no neighbour", async () => {
  const { acme, ada, ben, max } = await makeCast();
  const found = await membersAmong(acme.id, [ada.userId, ben.userId, max.userId, newId()]);
  assert.deepEqual(found, new Set([ada.userId, ben.userId]));
  assert.deepEqual(await membersAmong(acme.id, []), new Set());
});
