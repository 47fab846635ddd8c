import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { filterSql } from "../filter_sql.ts";
import { FILTERABLE_USERS } from "../filterable_users.ts";
import type { ListQuery } from "../read_query.ts";
import type { ScimRefusal } from "../refusal.ts";
import { USER_TABLES, userColumns, type UserRow } from "./user_row.ts";

export type UserPage = { ok: true; total: number; rows: UserRow[] } | ScimRefusal;

/** In the order in which they came; no later user moves an earlier one to another page. */
export async function listUsers(
  tenantId: string,
  { filter, startIndex, count, withGroups }: ListQuery & { withGroups: boolean },
): Promise<UserPage> {
  const read = filter === undefined
    ? { ok: true as const, where: sql`true` }
    : filterSql(filter, FILTERABLE_USERS);
  if (!read.ok) return read;
  const matching = sql`${USER_TABLES} where u.tenant_id = ${tenantId} and ${read.where}`;
  const [[{ total }], rows] = await Promise.all([
    asTenantRead.one<{ total: number }>(tenantId, sql`select count(*)::int as total from ${matching}`),
    count === 0 ? [] : asTenantRead.one<UserRow>(
      tenantId,
      sql`select ${userColumns({ withGroups })} from ${matching}
           order by u.member_id limit ${count} offset ${startIndex - 1}`,
    ),
  ]);
  return { ok: true, total, rows };
}
