import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { emptyQueue, until } from "@/tests/support/queue.ts";
import { type PeriodicWork, startDueWork, startPeriodicWork } from "./periodic.ts";
import { startWorker } from "./start_worker.ts";

const HOURLY: PeriodicWork[] = [{ kind: "rows.purge", payload: {}, everySeconds: 3_600 }];
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const NEVER_MS = 3_600_000;

Deno.test.beforeEach(async () => {
  await emptyQueue();
  await asSuperuser((client) => client.query("delete from platform.periodic_work"));
});

Deno.test("startDueWork() starts work once a period, whoever asks", async () => {
  assert.equal((await startDueWork(HOURLY, now)).length, 1);
  await settle();
  assert.equal((await startDueWork(HOURLY, later(3_599))).length, 0);
  assert.equal((await startDueWork(HOURLY, later(3_600))).length, 1);
  assert.equal((await waiting()).length, 1);
});

Deno.test("startDueWork() has one winner among twenty processes that ask at once", async () => {
  const asked = await Promise.all(Array.from({ length: 20 }, () => startDueWork(HOURLY, now)));
  assert.equal(asked.flat().length, 1);
  assert.equal((await waiting()).length, 1);
});

Deno.test("startDueWork() piles nothing up while no worker takes the job of before", async () => {
  await startDueWork(HOURLY, now);
  assert.deepEqual(await startDueWork(HOURLY, later(100 * 3_600)), []);
  assert.equal((await waiting()).length, 1);
});

Deno.test("two workers run the work of a period once", async () => {
  let runs = 0;
  const handlers = { "rows.purge": () => Promise.resolve(void runs++) };
  const workers = [1, 2].map(() => startWorker({ handlers, pollMs: 10 }));
  for (const period of [0, 1, 2]) {
    await Promise.all([1, 2].map(() => startDueWork(HOURLY, later(period * 3_600))));
    await until(() => runs === period + 1);
    await until(async () => (await waiting()).length === 0);
  }
  await Promise.all(workers.map((it) => it.stop()));
  assert.equal(runs, 3);
});

Deno.test("work whose worker was killed is run by another, and no period is lost", async () => {
  const runs: string[] = [];
  const killed = startWorker({
    handlers: { "rows.purge": () => (runs.push("killed"), new Promise(() => {})) },
    pollMs: NEVER_MS,
    leaseSeconds: 3_600,
  });
  await startDueWork(HOURLY, now);
  await until(() => runs.length === 1);
  assert.deepEqual(await startDueWork(HOURLY, later(3_600)), [], "its job is still leased");
  // What a kill leaves behind: a lease that nobody extends, which runs out.
  await asSuperuser((client) =>
    client.query(
      "update pooled.jobs set leased_until = now() - interval '1 second', lease_id = gen_random_uuid()",
    )
  );
  await killed.stop({ graceMs: 0 });
  const alive = startWorker({
    handlers: { "rows.purge": () => Promise.resolve(void runs.push("alive")) },
    pollMs: 10,
  });
  await until(async () => (await waiting()).length === 0);
  assert.equal((await startDueWork(HOURLY, later(3_600))).length, 1);
  await until(() => runs.length === 3);
  await alive.stop();
  assert.deepEqual(runs, ["killed", "alive", "alive"]);
});

Deno.test("startPeriodicWork() looks at once, and stops", async () => {
  const periodic = startPeriodicWork(HOURLY);
  await until(async () => (await waiting()).length === 1);
  periodic.stop();
  // A second one in this process would be refused while the first is there.
  startPeriodicWork([]).stop();
});

async function waiting(): Promise<unknown[]> {
  return await asSuperuser(async (client) =>
    (await client.query("select id from pooled.jobs where state in ('ready', 'leased')")).rows
  );
}

/** As if a worker had run what waits. */
async function settle() {
  await asSuperuser((client) => client.query("update pooled.jobs set state = 'done', finished_at = now()"));
}
