import type { Tx } from "@/lib/db/transaction.ts";

/**
 * Lets a dead job run again, with all its attempts before it. `tx` is that of `asPlatform`.
 * @returns `not_dead` when there is no such job among the dead letters, perhaps because it was replayed just now.
 */
export async function replayJob(
  tx: Tx,
  { tenantId, jobId }: { tenantId: string; jobId: string },
): Promise<{ ok: true } | { ok: false; reason: "not_dead" }> {
  const replayed = await tx.count`
    update jobs
       set state = 'ready', attempts = 0, run_at = clock_timestamp(), vt = gate.next_turn(tenant_id), finished_at = null
     where tenant_id = ${tenantId} and id = ${jobId} and state = 'dead'`;
  return replayed === 1 ? { ok: true } : { ok: false, reason: "not_dead" };
}
