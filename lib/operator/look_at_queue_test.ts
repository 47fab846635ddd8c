import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { claimJobs } from "@/lib/jobs/claim_jobs.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { emptyQueue, jobRow, queueDeadJob, queueJobs } from "@/tests/support/queue.ts";
import { lookAtQueue } from "./look_at_queue.ts";
import { replayDeadLetter } from "./replay_dead_letter.ts";

const actor = { kind: "operator", name: "Sam" } as const;

Deno.test("lookAtQueue() tells the due, the later, the running and the dead apart", async () => {
  await emptyQueue();
  const { acme } = await makeCast();
  await queueJobs(acme.id, ["running"]);
  await claimJobs({ atMost: 1, leaseSeconds: 30 });
  const [due] = await queueJobs(acme.id, ["due", "due too"]);
  await asSuperuser((client) =>
    client.query("update pooled.jobs set run_at = run_at - interval '90 seconds' where id = $1", [due])
  );
  await queueJobs(acme.id, ["later"], { runAt: new Date(Date.now() + 3_600_000) });
  const dead = await queueDeadJob(acme.id, "No");
  const { deadLetters, oldestDueSeconds, kinds, ...totals } = await lookAtQueue({ operator: "Sam" });
  assert.deepEqual(totals, { due: 2, later: 1, running: 1, dead: 1 });
  assert.deepEqual(kinds, [{ kind: "mail.send", ...totals }]);
  assert.ok(oldestDueSeconds! >= 90);
  assert.deepEqual(deadLetters.map((it) => [it.jobId, it.slug, it.lastError]), [[dead, acme.slug, "No"]]);
});

Deno.test("lookAtQueue() is all nothing where the queue is empty", async () => {
  await emptyQueue();
  assert.deepEqual(await lookAtQueue({ operator: "Sam" }), {
    due: 0,
    later: 0,
    running: 0,
    dead: 0,
    oldestDueSeconds: null,
    kinds: [],
    deadLetters: [],
  });
});

Deno.test("replayDeadLetter() lets it run again, once, and the tenant reads who did", async () => {
  const { acme } = await makeCast();
  const jobId = await queueDeadJob(acme.id, "No");
  const twice = await Promise.all([1, 2].map(() => replayDeadLetter({ tenantId: acme.id, jobId, actor })));
  assert.deepEqual(twice.filter((it) => !it.ok), [{ ok: false, reason: "not_dead" }]);
  assert.equal((await jobRow(jobId)).state, "ready");
  const replays = (await listEntries(acme.id)).entries.filter((it) => it.action === "job.replayed");
  assert.deepEqual(replays.map((it) => [it.actorName, it.detail]), [["Sam", { kind: "mail.send" }]]);
});

Deno.test("replayDeadLetter() finds no job of one tenant under another", async () => {
  const { acme, globex } = await makeCast();
  const jobId = await queueDeadJob(acme.id, "No");
  const reached = await replayDeadLetter({ tenantId: globex.id, jobId, actor });
  assert.deepEqual(reached, { ok: false, reason: "not_dead" });
  assert.equal((await jobRow(jobId)).state, "dead");
});
