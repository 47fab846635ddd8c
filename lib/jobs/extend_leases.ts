import { asQueue } from "@/lib/db/as_queue.ts";
import { sql } from "@/lib/db/sql.ts";

/** @returns those of the leases that were still held, and now last `leaseSeconds` from here. */
export async function extendLeases(leaseIds: string[], leaseSeconds: number): Promise<Set<string>> {
  const held = await asQueue<{ id: string }>(sql`
    update jobs set leased_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
     where state = 'leased' and lease_id = any(${leaseIds}::uuid[])
    returning lease_id as id`);
  return new Set(held.map((it) => it.id));
}
