import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import type { OpenedSession } from "./open_session.ts";
import { recogniseSession } from "./recognise_session.ts";
import { refreshSession } from "./refresh_session.ts";

const now = new Date();
const before = new Date(now.getTime() - 3600_000);

Deno.test("recogniseSession() lets a second factor that was set up just now count for the session, once", async () => {
  const { ada } = await makeCast();
  const session = await sessionFor(ada, before);
  await withSecondFactors(ada, ["totp"], async () => {
    for (let times = 0; times < 2; times++) assert.equal(await recognise(ada, session), true);
  });
  const refreshed = await refreshSession({
    token: session.refreshToken,
    audience: ada.tenant.origin,
    now,
  });
  assert(refreshed.ok);
  assert.deepEqual(refreshed.session.recognitions, ["pwd", "otp"]);
  assert.deepEqual(refreshed.session.authenticatedAt, now);
});

Deno.test("recogniseSession() refuses who has set up nothing, and the session of somebody else or elsewhere", async () => {
  const { ada, ben, max } = await makeCast();
  const session = await sessionFor(ada, before);
  assert.equal(await recognise(ada, session), false);
  await withSecondFactors(ben, ["totp"], async () => {
    assert.equal(await recognise(ben, { ...session, userId: ben.userId }), false);
  });
  await withSecondFactors(ada, ["totp"], async () => {
    assert.equal(await recognise(max, session), false);
  });
});

function recognise({ tenant }: Person, session: Pick<OpenedSession, "sessionId" | "userId">) {
  return asTenant(tenant.id, (tx) => recogniseSession(tx, { session, recognition: "otp", now }));
}
