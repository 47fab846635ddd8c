import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { filterSql } from "../filter_sql.ts";
import { FILTERABLE_GROUPS } from "../filterable_groups.ts";
import type { ListQuery } from "../read_query.ts";
import type { ScimRefusal } from "../refusal.ts";
import { groupColumns, type GroupRow } from "./group_row.ts";

export type GroupPage = { ok: true; total: number; rows: GroupRow[] } | ScimRefusal;

/** In the order in which they came. */
export async function listGroups(
  tenantId: string,
  { filter, startIndex, count, withMembers }: ListQuery & { withMembers: boolean },
): Promise<GroupPage> {
  const read = filter === undefined
    ? { ok: true as const, where: sql`true` }
    : filterSql(filter, FILTERABLE_GROUPS);
  if (!read.ok) return read;
  const matching = sql`scim_groups g where g.tenant_id = ${tenantId} and ${read.where}`;
  const [[{ total }], rows] = await Promise.all([
    asTenantRead.one<{ total: number }>(tenantId, sql`select count(*)::int as total from ${matching}`),
    count === 0 ? [] : asTenantRead.one<GroupRow>(
      tenantId,
      sql`select ${groupColumns({ withMembers })} from ${matching}
           order by g.id limit ${count} offset ${startIndex - 1}`,
    ),
  ]);
  return { ok: true, total, rows };
}
