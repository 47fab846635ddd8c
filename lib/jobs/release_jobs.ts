import { asQueue } from "@/lib/db/as_queue.ts";
import { sql } from "@/lib/db/sql.ts";

/** Gives leased jobs back unfinished: they keep their turn, and the run does not count as an attempt. */
export async function releaseJobs(leaseIds: string[]): Promise<void> {
  if (leaseIds.length === 0) return;
  await asQueue(sql`
    update jobs set state = 'ready', attempts = attempts - 1, lease_id = null, leased_until = null
     where state = 'leased' and lease_id = any(${leaseIds}::uuid[])`);
}
