import assert from "node:assert/strict";
import { keyOf } from "@/tests/support/api.ts";
import type { TestApp } from "@/tests/support/app.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { readEvents } from "@/tests/support/events.ts";
import { until } from "@/tests/support/queue.ts";
import { redisTest } from "@/tests/support/redis.ts";
import { startRow } from "@/tests/support/row.ts";

redisTest(
  "a record that one process accepts moves the pages of the others, also after an outage of Redis",
  async () => {
    await using row = await startRow();
    const [one, other] = row.webs;
    const { ada, ben, max } = await makeCast();
    await using adas = await look(one, ada);
    await using bens = await look(other, ben);
    await using maxs = await look(other, max);
    await until(() => [adas, bens, maxs].every((it) => it.heard.length === 1));

    const moves = async () => {
      for (const web of row.webs) {
        const before = [adas.heard.length, bens.heard.length];
        await send(web, ada);
        await until(() => adas.heard.length > before[0] && bens.heard.length > before[1]);
      }
    };
    await moves();
    await row.redis.kill();
    await send(one, ada);
    await send(other, ada);
    await row.redis.start();
    await until(() => row.logs.every((log) => log.some((it) => it.event === "The shared state is back")));
    await moves();
    await until(() => adas.heard.at(-1) === bens.heard.at(-1));
    assert.deepEqual([maxs.heard.length, adas.isOver, bens.isOver, maxs.isOver], [1, false, false, false]);
    assert.deepEqual(row.logs.flat().filter((it) => it.level === "error"), []);
  },
);

/** Reads along what a page hears: the versions, the one it did not know first. */
async function look(web: TestApp, person: Person) {
  const res = await web.ask(person.tenant.origin, "/live", { as: await sessionFor(person) });
  const events = readEvents(res);
  const page = { heard: [] as string[], isOver: false, [Symbol.asyncDispose]: events[Symbol.asyncDispose] };
  const read = async () => {
    for (let event = await events.next(); event; event = await events.next()) {
      if (event.id) page.heard.push(event.id);
    }
    page.isOver = true;
  };
  read();
  return page;
}

async function send(web: TestApp, person: Person) {
  const { key } = await keyOf(person);
  const res = await web.ask(person.tenant.origin, "/api/v1/records", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ type: "order.created", data: {} }),
  });
  assert.equal(res.status, 201);
}
