import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { endSession } from "@/lib/identity/end_session.ts";
import { newId } from "@/lib/ids.ts";
import { withLogContext } from "@/lib/log.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { closeState } from "@/lib/state/open_state.ts";
import { state } from "@/lib/state/state.ts";
import { findTenantBySlug, type Tenant } from "@/lib/tenancy/directory.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser, statementsDuring } from "@/tests/support/database.ts";
import { until } from "@/tests/support/queue.ts";
import { redisTest } from "@/tests/support/redis.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import { Feed } from "./feed.ts";
import { versionNow } from "./version.ts";
import { Viewer } from "./viewer.ts";

/** In a test nothing is to happen on a beat unless it says so. */
const RARELY = 3_600_000;
const OFTEN = 50;

Deno.test("a page that shows what there is hears nothing, one that shows something else at once what there is", async () => {
  const { ada, acme } = await tenants();
  const feed = new Feed(acme, { beatEveryMs: RARELY });
  const version = await versionNow(acme);
  await using fresh = await look(feed, ada, version);
  await using stale = await look(feed, ada, "older");
  await until(() => stale.heard.length === 1);
  assert.deepEqual([fresh.heard, stale.heard], [[], [version]]);
});

Deno.test("a change is told to every page of the tenant, and to nobody next door", async () => {
  const { ada, ben, max, acme, globex } = await tenants();
  const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: RARELY });
  const nextDoor = new Feed(globex, { lookEveryMs: 0, beatEveryMs: RARELY });
  const version = await versionNow(acme);
  await using adas = await look(feed, ada, version);
  await using bens = await look(feed, ben, version);
  await using maxs = await look(nextDoor, max, await versionNow(globex));
  await send(acme);
  const told = await versionNow(acme);
  await until(() => adas.heard.at(-1) === told && bens.heard.at(-1) === told);
  assert.deepEqual(maxs.heard, []);
});

Deno.test("however often a tenant changes, it is looked at once in a while", async () => {
  const { ada, acme } = await tenants();
  const feed = new Feed(acme, { lookEveryMs: RARELY, beatEveryMs: RARELY });
  await using page = await look(feed, ada, "older");
  await until(() => page.heard.length === 1);
  await send(acme);
  const statements = await statementsDuring(async () => {
    for (let times = 0; times < 20; times++) await state.publish(`changes:${acme.id}`, "look again");
    await aMoment();
  });
  assert.deepEqual([statements, page.heard.length], [0, 1]);
});

Deno.test("what changes during a look is looked at after it", async () => {
  const { ada, acme } = await tenants();
  await new Promise((resolve) => setTimeout(resolve, 1_300)); // what made the cast has been announced
  const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: RARELY });
  await using page = await look(feed, ada, "older");
  await until(() => page.heard.length === 1);
  const { get } = state;
  const { promise: changed, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: waiting, resolve: wait } = Promise.withResolvers<void>();
  // Whose session has ended is asked last, with the numbers in hand.
  state.get = async (...asked) => {
    wait();
    await changed;
    return await get(...asked);
  };
  try {
    await state.publish(`changes:${acme.id}`, "look again");
    await waiting;
    await unannounced(acme);
    await state.publish(`changes:${acme.id}`, "look again");
  } finally {
    Object.assign(state, { get });
    goOn();
  }
  const version = await versionNow(acme);
  await until(() => page.heard.at(-1) === version);
});

Deno.test("without a page that looks, a feed asks nothing, listens to nothing and keeps no time", async () => {
  const { ada, acme } = await tenants();
  using books = keepBooks();
  const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: 5 });
  for (let round = 0; round < 2; round++) {
    {
      await using page = await look(feed, ada, "older");
      const statements = await statementsDuring(() => until(() => page.heard.length > 0 && page.beats > 3));
      assert.ok(statements > 0, "a page costs something");
      assert.deepEqual(books.open, { subscriptions: 1, intervals: 1 });
    }
    await aMoment(); // the last look was under way
    assert.deepEqual(books.open, { subscriptions: 0, intervals: 0 });
    await state.publish(`changes:${acme.id}`, "look again");
    assert.equal(await statementsDuring(aMoment), 0);
  }
});

Deno.test("a page that leaves before the feed has begun leaves nothing behind", async () => {
  const { ada, acme } = await tenants();
  using books = keepBooks();
  const feed = new Feed(acme);
  const page = await look(feed, ada, "older");
  await page[Symbol.asyncDispose]();
  assert.equal(await statementsDuring(aMoment), 0);
  assert.deepEqual(books.open, { subscriptions: 0, intervals: 0 });
});

Deno.test("a beat finds what was never announced", async () => {
  const { ada, acme } = await tenants();
  const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: OFTEN });
  await using page = await look(feed, ada, await versionNow(acme));
  await until(() => page.beats > 1);
  assert.deepEqual(page.heard, []);
  await unannounced(acme);
  await until(() => page.heard.length === 1);
  assert.equal(page.heard[0], await versionNow(acme));
});

Deno.test("who signs out or is a member no more hears the end, and no more news", async () => {
  const endings: ((people: Awaited<ReturnType<typeof tenants>>, sessionId: string) => Promise<unknown>)[] = [
    ({ ben }, sessionId) =>
      endSession({ sessionId, userId: ben.userId, tenantId: ben.tenant.id }, { now: new Date() }),
    ({ ben }) =>
      asTenant(
        ben.tenant.id,
        (tx) => tx.count`delete from members where tenant_id = ${tx.tenantId} and user_id = ${ben.userId}`,
      ),
  ];
  for (const end of endings) {
    const people = await tenants();
    const { acme, ada, ben } = people;
    const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: RARELY });
    const version = await versionNow(acme);
    await using adas = await look(feed, ada, version);
    await using bens = await look(feed, ben, version);
    await end(people, bens.sessionId);
    await send(acme);
    await until(() => adas.heard.length > 0 && bens.isOver);
    assert.deepEqual(bens.heard, []);
    assert.deepEqual([adas.isOver, feed.viewers.size], [false, 1]);
  }
});

Deno.test("a suspended tenant's pages hear the end, and no more news", async () => {
  const { ada, acme } = await tenants();
  const actor = { kind: "system", name: "Test" } as const;
  const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: OFTEN });
  await using page = await look(feed, ada, await versionNow(acme));
  assert.equal((await suspendTenant({ slug: acme.slug, reason: "Unpaid", actor })).ok, true);
  await until(() => page.isOver);
  assert.deepEqual([page.heard, feed.viewers.size], [[], 0]);
});

Deno.test("a feed whose database is away says so, and goes on when it is back", async () => {
  const { ada, acme } = await tenants();
  const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: OFTEN });
  const version = await versionNow(acme);
  await using page = await withLogContext({ requestId: "req_1" }, () => look(feed, ada, version));
  const lines = await logged(() =>
    asSuperuser(async (client) => {
      await client.query("alter role rowhouse_app connection limit 0");
      try {
        await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rowhouse_app'",
        );
        const beats = page.beats;
        await until(() => page.beats > beats + 3);
      } finally {
        await client.query("alter role rowhouse_app connection limit -1");
      }
    })
  );
  const [said] = lines.filter((it) => it.event.startsWith("The numbers of a tenant"));
  assert.deepEqual([said.level, said.tenant, said.request_id], ["warn", acme.slug, undefined]);
  await unannounced(acme);
  await until(() => page.heard.length === 1);
  assert.equal(page.isOver, false);
});

redisTest("an outage of Redis loses no news for longer than to the next beat", async () => {
  const { ada, acme } = await tenants();
  await onRedisState(async (redis) => {
    const feed = new Feed(acme, { lookEveryMs: 0, beatEveryMs: 500 });
    await using page = await look(feed, ada, await versionNow(acme));
    const tellsOf = async (change: () => Promise<void>) => {
      await change();
      const version = await versionNow(acme);
      await until(() => page.heard.at(-1) === version);
    };
    await tellsOf(() => send(acme));
    await logged(async () => {
      await redis.kill();
      await tellsOf(() => send(acme));
      await redis.start();
      await until(async () => (await state.get("any")).ok);
    });
    await tellsOf(() => send(acme));
    assert.equal(page.isOver, false);
  });
});

Deno.test.afterAll(closeState);

/** The cast, with Acme and Globex as the directory has them. */
async function tenants() {
  const cast = await makeCast();
  const find = async ({ slug }: { slug: string }) => (await findTenantBySlug(slug))!;
  // Opens the state, which a web process has done before anybody looks.
  await state.get("any");
  return { ...cast, acme: await find(cast.acme), globex: await find(cast.globex) };
}

/** Reads along until the end. */
async function look(feed: Feed, person: Person, version: string | undefined) {
  const { sessionId } = await sessionFor(person);
  const heard: string[] = [];
  const page = { sessionId, heard, beats: 0, isOver: false, [Symbol.asyncDispose]: leave };
  const onEnd = () => feed.remove(viewer);
  const viewer = new Viewer({ sessionId, userId: person.userId, version, lifetimeMs: 3_600_000, onEnd });
  const read = async () => {
    for (let news = await viewer.next(); news; news = await viewer.next()) {
      if (news.kind === "beat") page.beats++;
      else heard.push(news.version);
    }
    page.isOver = true;
  };
  feed.add(viewer);
  const reading = read();
  async function leave() {
    viewer.end();
    await reading;
  }
  return page;
}

async function send({ id }: Tenant) {
  await acceptRecords(id, { records: [{ type: "order.created", data: {} }], now: new Date() });
}

/** A change that was made past the application. */
async function unannounced({ id }: Tenant) {
  await asSuperuser((client) =>
    client.query(
      `insert into pooled.usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
       values ($1, 'test', $2, 'api_calls', 1, now())`,
      [id, newId()],
    )
  );
}

async function aMoment() {
  await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Counts subscriptions and intervals that have begun and not ended since. */
function keepBooks() {
  const { setInterval, clearInterval } = globalThis;
  const { subscribe } = state;
  const open = { subscriptions: 0, intervals: 0 };
  globalThis.setInterval = ((...args: Parameters<typeof setInterval>) => {
    open.intervals++;
    return setInterval(...args);
  }) as typeof setInterval;
  globalThis.clearInterval = (timer) => {
    open.intervals--;
    clearInterval(timer);
  };
  state.subscribe = async (channel, onMessage) => {
    const unsubscribe = await subscribe(channel, onMessage);
    open.subscriptions++;
    return () => {
      open.subscriptions--;
      unsubscribe();
    };
  };
  return {
    open,
    [Symbol.dispose]() {
      Object.assign(globalThis, { setInterval, clearInterval });
      Object.assign(state, { subscribe });
    },
  };
}
