import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { MAX_ATTEMPTS } from "@/lib/jobs/enqueue.ts";

/** Has every house where the person lives take over the new name and address, once the transaction has committed. */
export async function followPerson(tx: TenantTx, userId: string): Promise<void> {
  await tx.rows`select gate.enqueue_for_platform(${newId()}, 'person.follow', ${{
    userId,
  }}, ${MAX_ATTEMPTS})`;
}
