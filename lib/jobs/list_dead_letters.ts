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

/** Jobs that were given up, of all tenants, the latest first. `tx` is that of `asPlatform`. */
export function listDeadLetters(tx: Tx, { atMost = 100 } = {}): Promise<DeadLetter[]> {
  return tx.rows<DeadLetter>`
    select tenant_id as "tenantId", id as "jobId", kind, attempts, last_error as "lastError",
           created_at as "createdAt", finished_at as "diedAt"
      from jobs where state = 'dead'
     order by finished_at desc, id limit ${atMost}`;
}
