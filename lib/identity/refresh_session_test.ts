import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { readAccessToken } from "./access_token.ts";
import { endSession } from "./end_session.ts";
import { refreshSession } from "./refresh_session.ts";
import { isRevoked } from "./revocation.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const DAY = 24 * 3600;

Deno.test("refreshSession() takes a token for its successor and a new access token", async () => {
  const { ada, acme } = await makeCast();
  const opened = await sessionFor(ada, now);
  const refreshed = await refreshSession({
    token: opened.refreshToken,
    audience: acme.origin,
    now: later(300),
  });
  assert(refreshed.ok);
  const { session } = refreshed;
  assert.notEqual(session.refreshToken, opened.refreshToken);
  assert.deepEqual([session.sessionId, session.userId, session.tenantId], [
    opened.sessionId,
    ada.userId,
    acme.id,
  ]);
  assert.deepEqual(await readAccessToken(session.accessToken, { audience: acme.origin, now: later(300) }), {
    sessionId: opened.sessionId,
    userId: ada.userId,
    tenantId: acme.id,
    recognitions: ["pwd"],
    authenticatedAt: toTheSecond(now),
    startedAt: toTheSecond(now),
  });
  assert.deepEqual(session.refreshExpiresAt, later(300 + 7 * DAY));
});

Deno.test("refreshSession() gives fifty refreshes at once one successor", async () => {
  const { ada, acme } = await makeCast();
  const { refreshToken: token, sessionId } = await sessionFor(ada, now);
  const refreshed = await Promise.all(
    Array.from({ length: 50 }, () => refreshSession({ token, audience: acme.origin, now })),
  );
  assert.equal(refreshed.filter((it) => it.ok).length, 50);
  assert.equal(new Set(refreshed.map((it) => it.ok && it.session.refreshToken)).size, 1);
  assert.equal((await tokenRows(sessionId)).length, 2);
});

Deno.test("refreshSession() forgives a token used again within thirty seconds, and its successor still works", async () => {
  const { ada, acme } = await makeCast();
  const audience = acme.origin;
  const { refreshToken: first } = await sessionFor(ada, now);
  const once = await refreshSession({ token: first, audience, now });
  const again = await refreshSession({ token: first, audience, now: later(29) });
  assert(once.ok && again.ok);
  assert.equal(again.session.refreshToken, once.session.refreshToken);
  assert((await refreshSession({ token: once.session.refreshToken, audience, now: later(29) })).ok);
});

Deno.test("refreshSession() ends the session when a token is used again after the grace", async () => {
  const { ada, acme } = await makeCast();
  const audience = acme.origin;
  const { refreshToken: first, sessionId } = await sessionFor(ada, now);
  const once = await refreshSession({ token: first, audience, now });
  assert(once.ok);
  assert.equal(await isRevoked(sessionId), false);
  assert.deepEqual(await refreshSession({ token: first, audience, now: later(31) }), {
    ok: false,
    reason: "reused",
  });
  assert.equal(await isRevoked(sessionId), true, "the access token is refused at once");
  assert.deepEqual(await refreshSession({ token: once.session.refreshToken, audience, now: later(31) }), {
    ok: false,
    reason: "revoked",
  });
});

Deno.test("refreshSession() refuses a token on another tenant's host, and leaves it good on its own", async () => {
  const { ada, acme, globex } = await makeCast();
  const { refreshToken: token } = await sessionFor(ada, now);
  assert.deepEqual(await refreshSession({ token, audience: globex.origin, now }), {
    ok: false,
    reason: "unknown",
  });
  assert((await refreshSession({ token, audience: acme.origin, now })).ok);
});

Deno.test("refreshSession() refuses what is not a token of ours", async () => {
  for (const token of ["", "x", "A".repeat(43), "A".repeat(10_000)]) {
    assert.deepEqual(await refreshSession({ token, audience: "http://acme.localhost:8000", now }), {
      ok: false,
      reason: "unknown",
    });
  }
});

Deno.test("refreshSession() refuses a session that was left alone for seven days", async () => {
  const { ada, acme } = await makeCast();
  const { refreshToken: token } = await sessionFor(ada, now);
  const audience = acme.origin;
  assert.deepEqual(await refreshSession({ token, audience, now: later(7 * DAY) }), {
    ok: false,
    reason: "expired",
  });
  assert((await refreshSession({ token, audience, now: later(7 * DAY - 1) })).ok);
});

Deno.test("refreshSession() keeps no session beyond thirty days, however busy", async () => {
  const { ada, acme } = await makeCast();
  let { refreshToken: token } = await sessionFor(ada, now);
  let refreshExpiresAt = now;
  for (const day of [6, 12, 18, 24, 29]) {
    const refreshed = await refreshSession({ token, audience: acme.origin, now: later(day * DAY) });
    assert(refreshed.ok);
    ({ refreshToken: token, refreshExpiresAt } = refreshed.session);
  }
  assert.deepEqual(refreshExpiresAt, later(30 * DAY));
  assert.deepEqual(await refreshSession({ token, audience: acme.origin, now: later(30 * DAY) }), {
    ok: false,
    reason: "expired",
  });
});

Deno.test("refreshSession() refuses a session that was signed out", async () => {
  const { ada, acme } = await makeCast();
  const session = await sessionFor(ada, now);
  await endSession(session, { now });
  assert.deepEqual(await refreshSession({ token: session.refreshToken, audience: acme.origin, now }), {
    ok: false,
    reason: "revoked",
  });
});

Deno.test("a refresh token is stored as its hash alone", async () => {
  const { ada } = await makeCast();
  const { refreshToken, sessionId } = await sessionFor(ada, now);
  const [row] = await tokenRows(sessionId);
  assert.equal(row.token_hash.length, 32);
  assert.equal(JSON.stringify(row).includes(refreshToken), false);
});

function toTheSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1_000) * 1_000);
}

async function tokenRows(sessionId: string) {
  return await asSuperuser(async (client) =>
    (await client.query("select * from platform.refresh_tokens where session_id = $1", [sessionId])).rows
  );
}
