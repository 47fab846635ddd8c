import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { isRevoked, revokeNow } from "./revocation.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

Deno.test("revokeNow() refuses a session until its last access token has run out", async () => {
  const sessionId = newId();
  assert.equal(await isRevoked(sessionId, now), false);
  await revokeNow(sessionId, now);
  assert.equal(await isRevoked(sessionId, now), true);
  assert.equal(await isRevoked(sessionId, later(365)), true, "of a token signed a minute later");
  assert.equal(await isRevoked(sessionId, later(3600)), false);
  assert.equal(await isRevoked(newId(), now), false);
});
