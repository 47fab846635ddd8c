import { sql } from "@/lib/db/sql.ts";
import { type ApiCall, asCaller } from "@/lib/usage/as_caller.ts";
import { OwnId, type StoredRecord } from "./record_schema.ts";

/** @param id as the outside calls it: the sender's own id, or `rec_…`. */
export async function findRecord(
  tenantId: string,
  id: string,
  { call }: { call?: ApiCall } = {},
): Promise<StoredRecord | undefined> {
  // What cannot be an id is no record's; some of it, such as NUL, Postgres does not even take.
  const key = OwnId.safeParse(id).data ?? null;
  const [record] = await asCaller.read<StoredRecord>(
    tenantId,
    call,
    sql`
      select key as id, type, occurred_at, received_at, data from records
       where tenant_id = ${tenantId} and key = ${key}`,
  );
  return record;
}
