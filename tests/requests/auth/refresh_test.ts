import assert from "node:assert/strict";
import pg from "pg";
import { endSession } from "@/lib/identity/end_session.ts";
import { isSpread, startApp, type Visitor } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import { testWith } from "@/tests/support/needs.ts";

const app = await startApp();
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const CLEARS = /^__Host-(at|rt)=;/;

Deno.test("fifty requests at once with an access token that ran out get one successor, and none is signed out", async () => {
  const { acme, ada } = await makeCast();
  const session = await sessionFor(ada, minutesAgo(10));
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => app.ask(acme.origin, "/preferences", { as: session })),
  );
  assert.deepEqual(new Set(answers.map((it) => it.status)), new Set([200]));
  const cookies = answers.map(cookiesOf);
  assert.equal(new Set(cookies.map((it) => it.refreshToken)).size, 1);
  for (const it of answers) assertClearsNothing(it);

  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.refresh_tokens where session_id = $1", [session.sessionId])
  );
  assert.equal(rows.length, 2);
  // Whoever lost comes once more with what it had, and the winner goes on with what it got.
  for (const as of [session, cookies[0]]) {
    const res = await app.ask(acme.origin, "/preferences", { as: { ...as, accessToken: "x" } });
    assert.equal(res.status, 200);
    assertClearsNothing(res);
  }
});

Deno.test("only the end of a session clears its cookies, also of an access token that ran out", async () => {
  const { acme, ada } = await makeCast();
  const session = await sessionFor(ada, minutesAgo(10));
  await endSession(session, { now: new Date() });
  const res = await app.ask(acme.origin, "/preferences", { as: session });
  assert.equal(res.status, 303);
  assert.deepEqual(res.headers.getSetCookie().filter((it) => CLEARS.test(it)).length, 2);
});

Deno.test(
  "while the database is away a refresh fails, clears nothing, and works when it is back",
  { ignore: isSpread },
  async () => {
    const { acme, ada } = await makeCast();
    const session = await sessionFor(ada, minutesAgo(10));
    await logged(() =>
      whileRefreshFails(async () => {
        const res = await app.ask(acme.origin, "/preferences", { as: session });
        assert.ok(res.status >= 500, String(res.status));
        assertClearsNothing(res);
        await res.body?.cancel();
      })
    );
    const back = await app.ask(acme.origin, "/preferences", { as: session });
    assert.equal(back.status, 200);
    assert.equal(back.headers.getSetCookie().length, 2);
  },
);

testWith(
  ["redis-server"],
  "while the shared state is away a refresh goes on, and clears nothing",
  async () => {
    if (isSpread) return;
    const { acme, ada } = await makeCast();
    const session = await sessionFor(ada, minutesAgo(10));
    await logged(() =>
      onRedisState(async (redis) => {
        await redis.kill();
        const answers = await Promise.all(
          Array.from({ length: 10 }, () => app.ask(acme.origin, "/preferences", { as: session })),
        );
        for (const it of answers) {
          assert.equal(it.status, 200);
          assertClearsNothing(it);
        }
      })
    );
  },
);

function assertClearsNothing(res: Response) {
  assert.deepEqual(res.headers.getSetCookie().filter((it) => CLEARS.test(it)), []);
}

function cookiesOf(res: Response): Visitor {
  const cookies = Object.fromEntries(
    res.headers.getSetCookie().map((it) => /^__Host-(at|rt)=([^;]+)/.exec(it)!.slice(1)),
  );
  return { accessToken: cookies.at, refreshToken: cookies.rt };
}

/** As if the connection broke off each time that a token is rotated. */
async function whileRefreshFails(work: () => Promise<void>) {
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    if (JSON.stringify(args[0]).includes("gate.rotate_refresh_token")) {
      const error = Object.assign(new Error("Connection terminated unexpectedly"), { code: "08006" });
      const answer = args.at(-1);
      if (typeof answer === "function") return void answer(error);
      return Promise.reject(error);
    }
    return original.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
}
