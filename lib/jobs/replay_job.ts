import type { Tx } from "@/lib/db/transaction.ts";

export type Replayed = { ok: true; kind: string } | { ok: false; reason: "not_dead" };

/**
 * Lets a dead job run again, with all its attempts before it. `tx` is that of `asPlatform`.
 * @returns `not_dead` when there is no such job among the dead letters, perhaps because it was replayed just now.
 */
export async function replayJob(
  tx: Tx,
  { tenantId, jobId }: { tenantId: string; jobId: string },
): Promise<Replayed> {
  const job = await tx.row<{ kind: string }>`
    update jobs
       set state = 'ready', attempts = 0, run_at = clock_timestamp(), vt = gate.next_turn(tenant_id), finished_at = null
     where tenant_id = ${tenantId} and id = ${jobId} and state = 'dead'
    returning kind`;
  return job ? { ok: true, kind: job.kind } : { ok: false, reason: "not_dead" };
}
