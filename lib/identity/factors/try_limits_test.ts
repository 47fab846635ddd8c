import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { redisTest } from "@/tests/support/redis.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import { allowTry, forgetTry } from "./try_limits.ts";

const now = new Date("2026-11-14T10:00:00Z");

redisTest("allowTry() lets nobody try a code while the shared state is away", async () => {
  await onRedisState(async (redis) => {
    const [totp, recovery] = (["totp", "recovery_code"] as const).map((kind) => {
      return { kind, userId: newId(), place: "192.0.2.1", now };
    });
    assert.deepEqual(await allowTry(totp), { ok: true });
    await redis.kill();
    await logged(async () => {
      assert.deepEqual(await allowTry(totp), { ok: false, reason: "paused" });
      assert.deepEqual(await allowTry(recovery), { ok: false, reason: "paused" });
    });
  });
});

Deno.test("allowTry() keeps the six digits and the recovery codes of a person apart", async () => {
  const userId = newId();
  for (let place = 0; place < 20; place++) {
    await allowTry({ kind: "totp", userId, place: `192.0.2.${place}`, now });
  }
  assert.equal((await allowTry({ kind: "totp", userId, place: "198.51.100.1", now })).ok, false);
  assert.equal((await allowTry({ kind: "recovery_code", userId, place: "198.51.100.1", now })).ok, true);
});

Deno.test("forgetTry() gives back what a right code has taken, to the place and to the person", async () => {
  const tried = { kind: "totp", userId: newId(), place: "192.0.2.1", now } as const;
  for (let times = 0; times < 30; times++) {
    assert.deepEqual(await allowTry(tried), { ok: true });
    await forgetTry(tried);
  }
});
