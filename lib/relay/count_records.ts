import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { canMatch, matching, type RecordFilter } from "./record_filter.ts";

/** Where counting for a screen ends: more is "more than", and costs no more. */
export const COUNTED_AT_MOST = 100_000;

/** How many records match; `COUNTED_AT_MOST + 1` stands for all larger numbers. */
export async function countRecords(tenantId: string, filter: RecordFilter = {}): Promise<number> {
  if (!canMatch(filter)) return 0;
  const [{ count }] = await asTenantRead.one<{ count: number }>(
    tenantId,
    sql`select count(*) from (
          select from records where ${matching(tenantId, filter)} limit ${COUNTED_AT_MOST + 1}) counted`,
  );
  return count;
}
