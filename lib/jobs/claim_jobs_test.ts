import assert from "node:assert/strict";
import pg from "pg";
import { databaseUrl } from "@/lib/db/database_urls.ts";
import { bareTenant, emptyQueue, jobRow, letTimePass, queueJobs } from "@/tests/support/queue.ts";
import { claimJobs } from "./claim_jobs.ts";
import { extendLeases } from "./extend_leases.ts";
import { releaseJobs } from "./release_jobs.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

Deno.test("claimJobs() lets a small tenant's jobs go between those of a whale that came first", async () => {
  await emptyQueue();
  const [whale, small] = [await bareTenant(), await bareTenant()];
  await queueJobs(whale, numbers(500));
  const before = await claimJobs({ atMost: 10, leaseSeconds: 30 });
  assert.deepEqual(new Set(before.map((it) => it.tenantId)), new Set([whale]));
  await queueJobs(small, numbers(3));
  const next = await claimJobs({ atMost: 6, leaseSeconds: 30 });
  const ofSmall = next.filter((it) => it.tenantId === small).map((it) => (it.payload as { to: string }).to);
  assert.deepEqual(ofSmall, ["1", "2", "3"]);
});

Deno.test("claimJobs() gives each job to one of many claimers", async () => {
  await emptyQueue();
  await queueJobs(await bareTenant(), numbers(60));
  const claims = await Promise.all(numbers(12).map(() => claimJobs({ atMost: 7, leaseSeconds: 30 })));
  const ids = claims.flat().map((it) => it.id);
  assert.equal(ids.length, 60);
  assert.equal(new Set(ids).size, 60);
});

Deno.test("claimJobs() gives a job again when its lease ran out, and not before", async () => {
  await emptyQueue();
  const [id] = await queueJobs(await bareTenant(), ["one"]);
  const [first] = await claimJobs({ atMost: 5, leaseSeconds: 30 });
  assert.deepEqual(await claimJobs({ atMost: 5, leaseSeconds: 30 }), []);
  await letTimePass(id);
  const [second] = await claimJobs({ atMost: 5, leaseSeconds: 30 });
  assert.deepEqual([first.attempt, second.attempt, second.id], [1, 2, id]);
  assert.notEqual(first.leaseId, second.leaseId);
});

Deno.test("claimJobs() buries a job that took its last worker down", async () => {
  await emptyQueue();
  const [id] = await queueJobs(await bareTenant(), ["poison"], { maxAttempts: 2 });
  for (const _ of numbers(2)) {
    assert.equal((await claimJobs({ atMost: 5, leaseSeconds: 30 })).length, 1);
    await letTimePass(id);
  }
  assert.deepEqual(await claimJobs({ atMost: 5, leaseSeconds: 30 }), []);
  const { state, last_error } = await jobRow(id);
  assert.deepEqual([state, last_error], ["dead", "The worker stopped answering"]);
});

Deno.test("extendLeases() keeps a lease that is held and leaves out one that was lost", async () => {
  await emptyQueue();
  const [id] = await queueJobs(await bareTenant(), ["one"]);
  const [lost] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  await letTimePass(id);
  const [held] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  assert.deepEqual(await extendLeases([lost.leaseId, held.leaseId], 30), new Set([held.leaseId]));
});

Deno.test("releaseJobs() gives a job back as if it had not been claimed", async () => {
  await emptyQueue();
  await queueJobs(await bareTenant(), ["one"]);
  const [first] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  await releaseJobs([first.leaseId]);
  const [second] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  assert.deepEqual([second.id, second.attempt], [first.id, 1]);
});

Deno.test("claimJobs() takes no more than it was asked for, whatever plan the database chooses", async () => {
  await emptyQueue();
  await queueJobs(await bareTenant(), numbers(40));
  const client = new pg.Client({ connectionString: databaseUrl("platform") });
  await client.connect();
  try {
    for (const off of ["hashjoin", "mergejoin", "nestloop", "material", "seqscan", "indexscan"]) {
      await client.query("reset all");
      await client.query(`set enable_${off} = off`);
      if (off !== "nestloop") await client.query("set enable_hashjoin = off; set enable_mergejoin = off");
      const { rowCount } = await client.query("select * from gate.claim_jobs(4, 30)");
      assert.equal(rowCount, 4, off);
    }
    const { rows: [{ leased }] } = await client.query(
      "select count(*) as leased from pooled.jobs where state = 'leased'",
    );
    assert.equal(Number(leased), 24);
  } finally {
    await client.end();
  }
});
