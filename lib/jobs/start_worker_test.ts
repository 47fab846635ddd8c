import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { bareTenant, emptyQueue, jobRow, letTimePass, queueJobs, until } from "@/tests/support/queue.ts";
import type { Job } from "./kinds.ts";
import { nudge } from "./nudge.ts";
import { startWorker, type Worker, type WorkerOptions } from "./start_worker.ts";

const NEVER_MS = 3_600_000;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
const pending = () => new Promise<void>(() => {});

Deno.test.beforeEach(emptyQueue);

Deno.test("startWorker() runs what is queued, and what a nudge tells of", async () => {
  const seen: string[] = [];
  const tenant = await bareTenant();
  await queueJobs(tenant, numbers(9));
  const worker = start((job) => void seen.push(job.payload.to), { pollMs: NEVER_MS });
  await until(() => seen.length === 9);
  await queueJobs(tenant, ["10"]);
  nudge();
  await until(() => seen.length === 10);
  await worker.stop();
});

Deno.test("startWorker() looks again by itself", async () => {
  const seen: string[] = [];
  const worker = start((job) => void seen.push(job.payload.to), { pollMs: 20 });
  await queueJobs(await bareTenant(), ["1"]);
  await until(() => seen.length === 1);
  await worker.stop();
});

Deno.test("startWorker() runs no more than `concurrency` jobs at once", async () => {
  let running = 0, most = 0, done = 0;
  await queueJobs(await bareTenant(), numbers(20));
  const worker = start(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running--;
    done++;
  }, { concurrency: 3 });
  await until(() => done === 20);
  await worker.stop();
  assert.equal(most, 3);
});

Deno.test("two workers run each job once", async () => {
  const seen: string[] = [];
  const ids = await queueJobs(await bareTenant(), numbers(100));
  const workers = [1, 2].map(() => start((job) => void seen.push(job.id)));
  await until(() => seen.length >= 100);
  await Promise.all(workers.map((it) => it.stop()));
  assert.deepEqual(seen.sort(), ids.sort());
});

Deno.test("startWorker() keeps the lease of a job that takes longer", async () => {
  const [id] = await queueJobs(await bareTenant(), ["slow"]);
  const worker = start(pending, { leaseSeconds: 1 });
  const first = await leasedUntil(id);
  await until(async () => await leasedUntil(id) > first);
  await worker.stop({ graceMs: 0 });
});

Deno.test("startWorker() tells a handler that its lease was lost", async () => {
  let signal: AbortSignal | undefined;
  const [id] = await queueJobs(await bareTenant(), ["slow"]);
  const worker = start((job) => {
    signal = job.signal;
    return pending();
  }, { leaseSeconds: 0.3 });
  await until(() => signal !== undefined);
  await asSuperuser((client) =>
    client.query("update pooled.jobs set lease_id = gen_random_uuid() where id = $1", [id])
  );
  await until(() => signal!.aborted);
  await worker.stop({ graceMs: 0 });
});

Deno.test("stop() waits for running jobs and takes no new ones", async () => {
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  let started = 0;
  const [first, second] = await queueJobs(await bareTenant(), ["1", "2"]);
  const worker = start(() => {
    started++;
    return mayEnd;
  }, { concurrency: 1 });
  await until(() => started === 1);
  const stopped = worker.stop({ graceMs: NEVER_MS });
  end();
  await stopped;
  assert.equal((await jobRow(first)).state, "done");
  assert.deepEqual([(await jobRow(second)).state, (await jobRow(second)).attempts], ["ready", 0]);
});

Deno.test("stop() gives jobs back that do not end in time, and aborts them", async () => {
  let signal: AbortSignal | undefined;
  const [id] = await queueJobs(await bareTenant(), ["endless"]);
  const worker = start((job) => {
    signal = job.signal;
    return new Promise((_, reject) => job.signal.addEventListener("abort", reject));
  });
  await until(() => signal !== undefined);
  await worker.stop({ graceMs: 0 });
  assert.ok(signal!.aborted);
  const { state, attempts, last_error } = await jobRow(id);
  assert.deepEqual([state, attempts, last_error], ["ready", 0, null]);
});

Deno.test("startWorker() goes on after its connections were cut", async () => {
  let done = 0;
  const tenant = await bareTenant();
  const worker = start(() => void done++, { pollMs: 20 });
  await queueJobs(tenant, ["1"]);
  await until(() => done === 1);
  await asSuperuser((client) =>
    client.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rowhouse_platform'")
  );
  await queueJobs(tenant, ["2"]);
  await until(() => done === 2);
  await worker.stop();
});

Deno.test("a job of a worker process killed in the middle runs again elsewhere", async () => {
  const [id] = await queueJobs(await bareTenant(), ["1"]);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/support/hanging_worker.ts"],
    stdout: "piped",
  }).spawn();
  const { value: said } = await child.stdout.getReader().read();
  assert.match(new TextDecoder().decode(said), /started/);
  child.kill("SIGKILL");
  await child.status;
  assert.equal((await jobRow(id)).state, "leased");

  const attempts: number[] = [];
  const worker = start((job) => void attempts.push(job.attempt), { pollMs: 20 });
  await letTimePass(id);
  await until(async () => (await jobRow(id)).state === "done");
  await worker.stop();
  assert.deepEqual(attempts, [2]);
});

function start(
  handler: (job: Job<"mail.send">) => Promise<void> | void,
  options: Partial<WorkerOptions> = {},
): Worker {
  return startWorker({ handlers: { "mail.send": async (job) => await handler(job) }, ...options });
}

async function leasedUntil(id: string): Promise<number> {
  const read = async () =>
    (await asSuperuser((client) => client.query("select leased_until from pooled.jobs where id = $1", [id])))
      .rows[0]
      .leased_until;
  await until(async () => await read() !== null);
  return (await read()).getTime();
}
