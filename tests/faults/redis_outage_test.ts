import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { keyOf } from "@/tests/support/api.ts";
import { baseOrigin, type TestApp } from "@/tests/support/app.ts";
import { type Cast, makeCast, PASSWORD, sessionFor } from "@/tests/support/cast.ts";
import { until } from "@/tests/support/queue.ts";
import { redisTest, type TestRedis } from "@/tests/support/redis.ts";
import { type Row, startRow } from "@/tests/support/row.ts";

const OUTAGES: [what: string, begin: (redis: TestRedis) => unknown, end: (redis: TestRedis) => unknown][] = [
  ["killed", (redis) => redis.kill(), (redis) => redis.start()],
  ["stopped", (redis) => redis.hang(), (redis) => redis.goOn()],
];

for (const [what, begin, end] of OUTAGES) {
  redisTest(`a Redis ${what} under traffic pauses sign-in alone, and comes back by itself`, async () => {
    await using row = await startRow();
    const cast = await makeCast();
    const traffic = await startTraffic(row, cast);
    await enough(traffic, 50);
    assert.deepEqual(await signIns(row, cast), [303, 303]);

    await begin(row.redis);
    await enough(traffic, 100);
    await expectPaused(row, cast);
    await expectSignOutWorks(row, cast);
    await enough(traffic, 50);

    await end(row.redis);
    await until(async () => (await signIns(row, cast)).every((it) => it === 303));
    await enough(traffic, 50);
    const asked = await traffic.stop();
    const failed = asked.filter((it) => ![200, 201].includes(it.status));
    assert.deepEqual(failed, []);
    // A store that is waited for hangs a request for as long as Redis hangs: for good.
    const slowest = Math.max(...asked.map((it) => it.ms));
    assert.ok(slowest < 10_000, `a request hung for ${slowest} ms`);
    for (const log of row.logs) {
      const said = log.filter(({ event }) => event.startsWith("The shared state is"));
      assert.deepEqual(said.map((it) => it.level), ["warn", "info"]);
      assert.deepEqual(log.filter((it) => it.level === "error"), []);
    }
  });
}

async function signIns({ webs }: Row, { acme, ada }: Cast): Promise<number[]> {
  const form = { email: ada.email, password: PASSWORD };
  return await Promise.all(webs.map(async (it) => (await it.ask(acme.origin, "/signin", { form })).status));
}

async function expectPaused({ webs }: Row, { acme, ada }: Cast) {
  const form = { email: ada.email, password: PASSWORD };
  for (const web of webs) {
    for (const [origin, path] of [[acme.origin, "/signin"], [baseOrigin, "/admin/signin"]]) {
      const res = await web.ask(origin, path, { form });
      assert.equal(res.status, 503);
      assert.equal(res.headers.get("retry-after"), "30");
      assert.deepEqual(res.headers.getSetCookie(), []);
      assert.match(await res.text(), /Sign-in is paused/);
    }
    const ready = await web.ask(baseOrigin, "/readyz");
    assert.equal(ready.status, 200);
    assert.match((await ready.json()).checks.state.detail, /sign-in is paused/);
  }
}

async function expectSignOutWorks({ webs: [one, other] }: Row, { acme, ben }: Cast) {
  const session = await sessionFor(ben);
  assert.equal((await other.ask(acme.origin, "/dashboard", { as: session })).status, 200);
  assert.equal((await one.ask(acme.origin, "/signout", { as: session, form: {} })).status, 303);
  assert.equal((await other.ask(acme.origin, "/dashboard", { as: session })).status, 303);
}

type Asked = { status: number; ms: number };
type Traffic = { asked: Asked[]; stop(): Promise<Asked[]> };

/** A page and a record at a time on each web process, one after the other. */
async function startTraffic({ webs }: Row, { acme, ada }: Cast): Promise<Traffic> {
  const [session, { key }] = [await sessionFor(ada), await keyOf(ada)];
  const asked: Asked[] = [];
  let isOver = false;
  const timed = async (ask: () => Promise<Response>) => {
    const startedAt = performance.now();
    const { status } = await ask();
    asked.push({ status, ms: performance.now() - startedAt });
  };
  const drive = async (web: TestApp) => {
    while (!isOver) {
      await timed(() => web.ask(acme.origin, "/dashboard", { as: session }));
      await timed(() => web.ask(acme.origin, "/api/v1/records", record(key)));
    }
  };
  const drivers = webs.map(drive);
  return {
    asked,
    async stop() {
      isOver = true;
      await Promise.all(drivers);
      return asked;
    },
  };
}

function record(key: string) {
  return {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ id: newId(), type: "order.created", data: {} }),
  };
}

async function enough({ asked }: Traffic, more: number) {
  const wanted = asked.length + more;
  await until(() => asked.length >= wanted);
}
