import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import type { JobPayloads, TenantJobKind } from "./kinds.ts";

export type NewJob = {
  [Kind in TenantJobKind]: {
    kind: Kind;
    payload: JobPayloads[Kind];
    /** A second job with this key in one tenant is the first one, also for 30 days after that has finished. */
    uniqueKey?: string;
    /** As soon as possible when absent. */
    runAt?: Date;
    maxAttempts?: number;
  };
}[TenantJobKind];

/** With the delays between them, about three hours. */
export const MAX_ATTEMPTS = 12;

/**
 * Puts a job into the queue with the transaction that makes it necessary: both happen or neither.
 * @returns its id; undefined when the tenant has a job with this key already.
 */
export async function enqueue(tx: TenantTx, job: NewJob): Promise<string | undefined> {
  const queued = await tx.row<{ id: string }>(insertJob(tx.tenantId, job));
  return queued?.id;
}

/** The same for a transaction of this statement alone, with `asTenant.one()`. */
export function insertJob(
  tenantId: string,
  { kind, payload, uniqueKey, runAt, maxAttempts = MAX_ATTEMPTS }: NewJob,
): Sql {
  return sql`
    insert into jobs (tenant_id, id, kind, payload, unique_key, run_at, max_attempts)
    values (${tenantId}, ${newId()}, ${kind}, ${payload}, ${uniqueKey}, coalesce(${runAt}, now()), ${maxAttempts})
    on conflict (tenant_id, unique_key) do nothing
    returning id`;
}
