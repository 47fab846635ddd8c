import assert from "node:assert/strict";
import { replaceSigningKeys } from "@/lib/identity/rotate_signing_keys.ts";
import { publicId } from "@/lib/ids.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { until } from "@/tests/support/queue.ts";
import { redisTest } from "@/tests/support/redis.ts";
import { type Row, startRow } from "@/tests/support/row.ts";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

redisTest("sessions are one thing to two web processes", async () => {
  await using row = await startRow();
  await refreshesRaceOverBoth(row);
  await endedSessionsAreRefusedNextDoor(row);
  await replacedKeysAreRefusedByBoth(row);
});

async function refreshesRaceOverBoth({ webs }: Row) {
  const { acme, ada } = await makeCast();
  const session = await sessionFor(ada, minutesAgo(10));
  const answers = await Promise.all(
    Array.from(
      { length: 50 },
      (_, index) => webs[index % 2].ask(acme.origin, "/preferences", { as: session }),
    ),
  );
  assert.deepEqual(new Set(answers.map((it) => it.status)), new Set([200]));
  const successors = answers.flatMap((it) => it.headers.getSetCookie()).filter((it) =>
    it.startsWith("__Host-rt=")
  )
    .map((it) => it.split(";")[0]);
  assert.equal(successors.length, 50);
  assert.equal(new Set(successors).size, 1);
  assert.notEqual(successors[0], "__Host-rt=");
}

async function endedSessionsAreRefusedNextDoor({ webs: [one, other] }: Row) {
  const { acme, ben } = await makeCast();
  for (const [from, to] of [[one, other], [other, one]]) {
    const [here, lost] = [await sessionFor(ben), await sessionFor(ben)];
    assert.equal((await to.ask(acme.origin, "/preferences", { as: lost })).status, 200);
    const path = `/security/sessions/${publicId("ses", lost.sessionId)}/revocation`;
    assert.equal((await from.ask(acme.origin, path, { as: here, form: {} })).status, 303);
    // With the access token alone: it is refused at once, not only when it runs out.
    const as = { ...lost, refreshToken: "" };
    assert.equal((await to.ask(acme.origin, "/preferences", { as })).status, 303);
    assert.equal((await to.ask(acme.origin, "/preferences", { as: here })).status, 200);
  }
}

async function replacedKeysAreRefusedByBoth({ webs }: Row) {
  const { acme, ben } = await makeCast();
  const session = await sessionFor(ben);
  const withoutRefresh = { ...session, refreshToken: "" };
  const statuses = () =>
    Promise.all(
      webs.map(async (it) => (await it.ask(acme.origin, "/preferences", { as: withoutRefresh })).status),
    );
  assert.deepEqual(await statuses(), [200, 200]);
  await replaceSigningKeys({ operator: "Test", now: new Date() });
  await until(async () => (await statuses()).every((it) => it === 303));
  for (const web of webs) {
    const renewed = await web.ask(acme.origin, "/preferences", { as: session });
    assert.equal(renewed.status, 200, "a browser goes on, by its refresh token");
  }
}
