import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

export type TypeCount = { type: string; count: number };

const MOST_TYPES = 50;

/** Where counting ends for each of them: `MOST_OF_A_TYPE + 1` stands for all larger numbers. */
export const MOST_OF_A_TYPE = 10_000;

/**
 * The types of the tenant's records, the most frequent first; of the first 50 in the alphabet where there are more.
 * Goes from type to type through the index, so the number of records does not matter.
 */
export async function countByType(tenantId: string): Promise<TypeCount[]> {
  return await asTenantRead.one<TypeCount>(
    tenantId,
    sql`
      with recursive walk (type) as (
        (select type from records where tenant_id = ${tenantId} order by type limit 1)
        union all
        select (select r.type from records r where r.tenant_id = ${tenantId} and r.type > walk.type
                 order by r.type limit 1)
          from walk where walk.type is not null
      ), types as (select type from walk where type is not null limit ${MOST_TYPES})
      select type, (select count(*) from (
               select from records r where r.tenant_id = ${tenantId} and r.type = types.type
                limit ${MOST_OF_A_TYPE + 1}) counted) as count
        from types order by count desc, type`,
  );
}
