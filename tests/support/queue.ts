import { asTenant } from "@/lib/db/as_tenant.ts";
import { enqueue, type NewJob } from "@/lib/jobs/enqueue.ts";
import { asSuperuser } from "./database.ts";

export { makeBareTenant as bareTenant } from "./tenants.ts";

export type JobRow = { id: string; state: string; attempts: number; last_error: string | null; vt: number };

/** Tests of one run share the queue: jobs that others left would take turns. */
export async function emptyQueue(): Promise<void> {
  await asSuperuser((client) => client.query("delete from pooled.jobs"));
}

/** Queues as many jobs as there are names, each in the payload's `to`. */
export async function queueJobs(
  tenantId: string,
  names: string[],
  options: Pick<NewJob, "uniqueKey" | "runAt" | "maxAttempts"> = {},
): Promise<string[]> {
  return await asTenant(tenantId, async (tx) => {
    const ids = [];
    for (const to of names) {
      const payload = { to, template: "none", sealedData: "" };
      ids.push(await enqueue(tx, { kind: "mail.send", payload, ...options }) ?? "");
    }
    return ids;
  });
}

/** Queues a job that was given up. @returns its id. */
export async function queueDeadJob(tenantId: string, lastError = "The mail server said no"): Promise<string> {
  const [id] = await queueJobs(tenantId, ["dead"]);
  await asSuperuser((client) =>
    client.query(
      "update pooled.jobs set state = 'dead', attempts = 3, finished_at = now(), last_error = $2 where id = $1",
      [id, lastError],
    )
  );
  return id;
}

export async function jobRow(id: string): Promise<JobRow> {
  const { rows } = await asSuperuser((client) =>
    client.query("select * from pooled.jobs where id = $1", [id])
  );
  return rows[0];
}

/** As if the time had passed that a retry or a lease has to wait for. */
export async function letTimePass(id: string): Promise<void> {
  await asSuperuser((client) =>
    client.query(
      `update pooled.jobs set run_at = run_at - interval '1 day', leased_until = leased_until - interval '1 day'
        where id = $1`,
      [id],
    )
  );
}

/** Waits for what happens in the background; gives up only where it can never happen any more. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`Waited for a minute for ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
