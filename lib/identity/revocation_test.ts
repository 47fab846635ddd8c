import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { state } from "@/lib/state/state.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { until } from "@/tests/support/queue.ts";
import { redisTest } from "@/tests/support/redis.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import { endSession } from "./end_session.ts";
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

redisTest(
  "isRevoked() asks the database while the state is away, and after it may have lost something",
  async () => {
    const { ada, ben } = await makeCast();
    const [open, ended] = [await sessionFor(ada), await sessionFor(ben)];
    await onRedisState(async (redis) => {
      await endSession(ended, { now: new Date() });
      const expectTold = async () => {
        assert.equal(await isRevoked(open.sessionId), false);
        assert.equal(await isRevoked(ended.sessionId), true);
        assert.equal(await isRevoked(newId()), true, "a session that is not there");
      };
      await expectTold();
      await logged(async () => {
        await redis.kill();
        await expectTold();
        await redis.start();
        await until(async () => (await state.get("any")).ok);
        await expectTold();
      });
    });
  },
);

redisTest("isRevoked() asks the shared state alone once that has been there for long enough", async () => {
  await onRedisState(async () => {
    const sessionId = newId();
    const [soon, later] = [new Date(Date.now() + 360_000), new Date(Date.now() + 371_000)];
    assert.equal(await isRevoked(sessionId, soon), true, "the database knows no such session");
    assert.equal(await isRevoked(sessionId, later), false);
    await revokeNow(sessionId, later);
    assert.equal(await isRevoked(sessionId, later), true);
  });
});
