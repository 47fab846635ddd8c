import { type ApiCall, asCaller } from "@/lib/usage/as_caller.ts";
import type { StoredRecord } from "./record_schema.ts";

/** @param id as the outside calls it: the sender's own id, or `rec_…`. */
export async function findRecord(
  tenantId: string,
  id: string,
  { call }: { call?: ApiCall } = {},
): Promise<StoredRecord | undefined> {
  return await asCaller(tenantId, call, (tx) =>
    tx.row<StoredRecord>`
      select key as id, type, occurred_at, received_at, data from records
       where tenant_id = ${tx.tenantId} and key = ${id}`);
}
