import { asQueue } from "@/lib/db/as_queue.ts";
import { sql } from "@/lib/db/sql.ts";
import { log, withLogContext } from "@/lib/log.ts";
import { redactText } from "@/lib/redact.ts";
import { traced } from "@/lib/telemetry.ts";
import type { ClaimedJob } from "./claim_jobs.ts";
import { HopelessJobError } from "./hopeless_job_error.ts";
import type { Job, JobHandlers, JobKind } from "./kinds.ts";
import { retryDelaySeconds } from "./retry_delay_seconds.ts";

type Options = { handlers: JobHandlers; signal: AbortSignal };

/** Runs a claimed job and settles it: done, due again later, or dead. Without its lease it settles nothing. */
export function runJob(claimed: ClaimedJob, { handlers, signal }: Options): Promise<void> {
  return withLogContext({ tenant: claimed.tenantId, jobId: claimed.id }, async () => {
    try {
      await traced("job", attributes(claimed), () => handle(claimed, handlers, signal));
    } catch (error) {
      return await fail(claimed, error);
    }
    await finish(claimed);
  });
}

function attributes({ kind, id, tenantId, attempt }: ClaimedJob) {
  return { "job.kind": kind, "job.id": id, "job.attempt": attempt, "tenant.id": tenantId };
}

async function handle(claimed: ClaimedJob, handlers: JobHandlers, signal: AbortSignal) {
  if (!Object.hasOwn(handlers, claimed.kind)) {
    throw new Error(`No handler for the job kind "${claimed.kind}"`);
  }
  const { id, tenantId, payload, attempt } = claimed;
  // The insert ties payload to kind, which the type of a row cannot say.
  const handler = handlers[claimed.kind as JobKind] as (job: Job) => Promise<void>;
  await handler({ id, tenantId, payload, attempt, signal });
}

async function finish({ kind, tenantId, id, leaseId }: ClaimedJob) {
  const finished = await asQueue(sql`
    update jobs set state = 'done', finished_at = clock_timestamp(), lease_id = null, leased_until = null
     where tenant_id = ${tenantId} and id = ${id} and state = 'leased' and lease_id = ${leaseId}
    returning id`);
  if (finished.length === 0) log.warn("A job finished after it had lost its lease, and runs again", { kind });
}

async function fail({ kind, tenantId, id, leaseId, attempt }: ClaimedJob, error: unknown) {
  const isHopeless = error instanceof HopelessJobError;
  const message = redactText(error instanceof Error ? error.message : String(error));
  const [failed] = await asQueue<{ state: "ready" | "dead" }>(sql`
    with verdict as (
      select tenant_id, id, ${isHopeless} or attempts >= max_attempts as is_dead
        from jobs where tenant_id = ${tenantId} and id = ${id} and state = 'leased' and lease_id = ${leaseId} for update
    )
    update jobs j
       set state = case when is_dead then 'dead' else 'ready' end,
           finished_at = case when is_dead then clock_timestamp() end,
           -- A new turn: retries of a tenant with many failures do not go before the first tries of the others.
           vt = gate.next_turn(j.tenant_id),
           run_at = clock_timestamp() + ${retryDelaySeconds(attempt)} * interval '1 second',
           last_error = ${message}, lease_id = null, leased_until = null
      from verdict v where j.tenant_id = v.tenant_id and j.id = v.id
    returning j.state`);
  if (!failed) log.warn("A job failed after it had lost its lease, and runs again", { kind, error });
  else if (failed.state === "dead") log.error("A job is dead", { kind, attempt, error });
  else log.warn("A job failed and is tried again later", { kind, attempt, error });
}
