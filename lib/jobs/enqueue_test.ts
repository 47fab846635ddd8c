import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { bareTenant, jobRow, queueJobs } from "@/tests/support/queue.ts";
import { claimJobs } from "./claim_jobs.ts";
import { enqueue } from "./enqueue.ts";

const payload = { to: "ada@acme.test", template: "none", sealedData: "" };

Deno.test("enqueue() leaves no job when its transaction fails", async () => {
  const tenant = await bareTenant();
  let id: string | undefined;
  const failing = asTenant(tenant, async (tx) => {
    id = await enqueue(tx, { kind: "mail.send", payload });
    throw new Error("the sign-up failed");
  });
  await assert.rejects(failing, /the sign-up failed/);
  assert.ok(id);
  assert.equal(await jobRow(id), undefined);
});

Deno.test("enqueue() makes one job of two with the same key, in each tenant", async () => {
  const [acme, globex] = [await bareTenant(), await bareTenant()];
  const [first] = await queueJobs(acme, ["one"], { uniqueKey: "welcome" });
  const [second] = await queueJobs(acme, ["two"], { uniqueKey: "welcome" });
  const [other] = await queueJobs(globex, ["three"], { uniqueKey: "welcome" });
  assert.ok(first && other);
  assert.equal(second, "");
});

Deno.test("enqueue() keeps a job for later", async () => {
  const tenant = await bareTenant();
  const [later] = await queueJobs(tenant, ["later"], { runAt: new Date(Date.now() + 3_600_000) });
  const claimed = await claimJobs({ atMost: 1_000, leaseSeconds: 30 });
  assert.ok(!claimed.some((it) => it.id === later));
});

Deno.test("enqueue() spaces out the jobs of one tenant and lets another begin beside the first", async () => {
  const [whale, small] = [await bareTenant(), await bareTenant()];
  const whales = await queueJobs(whale, ["1", "2", "3"]);
  const [only] = await queueJobs(small, ["1"]);
  const turns = (await Promise.all(whales.map(jobRow))).map((it) => it.vt);
  assert.deepEqual(turns, [turns[0], turns[0] + 1, turns[0] + 2]);
  assert.equal((await jobRow(only)).vt, turns[0]);
});
