import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** A repetition may come for a day; the hour is for clocks and for requests under way. */
const KEPT_HOURS = 25;

/** Removes answers that no repetition asks for any more. @returns how many. */
export async function forgetAnswers(tenantId: string, { now }: { now: Date }): Promise<number> {
  const [{ removed }] = await asTenant.one<{ removed: number }>(
    tenantId,
    sql`with gone as (
          delete from idempotent_answers
           where tenant_id = ${tenantId} and answered_at < ${now}::timestamptz - make_interval(hours => ${KEPT_HOURS})
          returning 1)
        select count(*) as removed from gone`,
  );
  return removed;
}
