import type { Tx } from "@/lib/db/transaction.ts";

export type DeadLetter = {
  tenantId: string;
  jobId: string;
  kind: string;
  attempts: number;
  lastError: string;
  createdAt: Date;
  diedAt: Date;
};

type Asked = {
  /** All tenants when absent. */
  tenantId?: string;
  atMost?: number;
};

/** Jobs that were given up, the latest first. `tx` is that of `asPlatform`. */
export function listDeadLetters(tx: Tx, { tenantId, atMost = 100 }: Asked = {}): Promise<DeadLetter[]> {
  return tx.rows<DeadLetter>`
    select tenant_id as "tenantId", id as "jobId", kind, attempts, last_error as "lastError",
           created_at as "createdAt", finished_at as "diedAt"
      from jobs where state = 'dead' and (${tenantId}::uuid is null or tenant_id = ${tenantId})
     order by finished_at desc, id limit ${atMost}`;
}
