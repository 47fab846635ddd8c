import assert from "node:assert/strict";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { bareTenant, emptyQueue, jobRow, letTimePass, queueJobs } from "@/tests/support/queue.ts";
import { claimJobs } from "./claim_jobs.ts";
import { HopelessJobError } from "./hopeless_job_error.ts";
import type { Job } from "./kinds.ts";
import { listDeadLetters } from "./list_dead_letters.ts";
import { replayJob } from "./replay_job.ts";
import { runJob } from "./run_job.ts";

const { signal } = new AbortController();
const succeed = () => Promise.resolve();
const refuse = () => Promise.reject(new Error('The mail server said "Bearer abcdefghijklm" is wrong'));

Deno.test("runJob() hands over the payload and ends the job", async () => {
  const [tenant, id] = await oneJob();
  const seen: Job[] = [];
  await runNext((job) => void seen.push(job));
  assert.deepEqual(seen, [
    { id, tenantId: tenant, payload: { to: "one", template: "none", sealedData: "" }, attempt: 1, signal },
  ]);
  assert.equal((await jobRow(id)).state, "done");
});

Deno.test("runJob() lets a failed job wait, and puts it behind the tenant's others", async () => {
  const [tenant, id] = await oneJob();
  const [waiting] = await queueJobs(tenant, ["two"]);
  await runNext(refuse);
  const failed = await jobRow(id);
  assert.equal(failed.state, "ready");
  assert.equal(failed.last_error, 'The mail server said "Bearer [redacted]" is wrong');
  assert.ok(failed.vt > (await jobRow(waiting)).vt);
  assert.deepEqual((await claimJobs({ atMost: 5, leaseSeconds: 30 })).map((it) => it.id), [waiting]);
});

Deno.test("runJob() buries a job after its last attempt; it is listed, and replayed once", async () => {
  const [tenant, id] = await oneJob({ maxAttempts: 3 });
  for (const attempt of [1, 2, 3]) {
    await runNext(refuse);
    assert.deepEqual([(await jobRow(id)).attempts, (await jobRow(id)).state], [
      attempt,
      attempt < 3 ? "ready" : "dead",
    ]);
    await letTimePass(id);
  }
  const listed = await asPlatform("Test: list dead letters", (tx) => listDeadLetters(tx));
  assert.deepEqual([listed[0].jobId, listed[0].tenantId, listed[0].attempts], [id, tenant, 3]);
  const replay = () =>
    asPlatform("Test: replay a job", (tx) => replayJob(tx, { tenantId: tenant, jobId: id }));
  assert.deepEqual(await replay(), { ok: true, kind: "mail.send" });
  assert.deepEqual(await replay(), { ok: false, reason: "not_dead" });
  await runNext(succeed);
  assert.equal((await jobRow(id)).state, "done");
});

Deno.test("runJob() buries a hopeless job at once", async () => {
  const [, id] = await oneJob();
  await runNext(() => Promise.reject(new HopelessJobError("There is no such mailbox")));
  assert.equal((await jobRow(id)).state, "dead");
});

Deno.test("runJob() lets a job of an unknown kind wait for a release that knows it", async () => {
  const [, id] = await oneJob();
  const [claimed] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  await runJob({ ...claimed, kind: "toString" }, { handlers: { "mail.send": succeed }, signal });
  const { state, last_error } = await jobRow(id);
  assert.deepEqual([state, last_error], ["ready", 'No handler for the job kind "toString"']);
});

for (const [outcome, handler] of Object.entries({ "finish": succeed, "fail": refuse })) {
  Deno.test(`runJob() cannot ${outcome} a job whose lease another worker has now`, async () => {
    const [, id] = await oneJob();
    const [slow] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
    await letTimePass(id);
    const [fast] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
    await runJob(slow, { handlers: { "mail.send": handler }, signal });
    const { state, attempts } = await jobRow(id);
    assert.deepEqual([state, attempts], ["leased", 2]);
    await runJob(fast, { handlers: { "mail.send": succeed }, signal });
    assert.equal((await jobRow(id)).state, "done");
  });
}

async function oneJob(options = {}): Promise<[tenant: string, id: string]> {
  await emptyQueue();
  const tenant = await bareTenant();
  const [id] = await queueJobs(tenant, ["one"], options);
  return [tenant, id];
}

async function runNext(handler: (job: Job) => Promise<void> | void) {
  const [claimed] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  await runJob(claimed, { handlers: { "mail.send": async (job) => await handler(job) }, signal });
}
