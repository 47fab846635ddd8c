import { asQueue } from "@/lib/db/as_queue.ts";
import { sql } from "@/lib/db/sql.ts";
import type { JobPayloads } from "./kinds.ts";

/** A job that this worker may run until its lease ends. The kind is a text: another release may have written it. */
export type ClaimedJob = {
  tenantId: string;
  id: string;
  kind: string;
  payload: JobPayloads[keyof JobPayloads];
  attempt: number;
  leaseId: string;
};

/** The jobs whose turn it is, at most so many, each leased to the caller alone. */
export function claimJobs(
  { atMost, leaseSeconds }: { atMost: number; leaseSeconds: number },
): Promise<ClaimedJob[]> {
  return asQueue<ClaimedJob>(sql`
    select tenant_id as "tenantId", id, kind, payload, attempt, lease_id as "leaseId"
      from gate.claim_jobs(${atMost}, ${leaseSeconds})`);
}
