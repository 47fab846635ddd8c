import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { type Cursors, cutPage, type Place, readPlace } from "@/lib/page_of_list.ts";
import { MEMBER_COLUMNS, memberOf, type MemberRow } from "./find_member.ts";
import type { ListedMember } from "./list_members.ts";

export type MemberPage = { members: ListedMember[]; total: number } & Cursors;

type Row = MemberRow & { deactivatedAt: Date | null; isManaged: boolean; total: number; exactTime: string };

/**
 * Members whose name or address has `search` in it, the first to join first; `total` is of all pages.
 * @param options `after` and `before` as in `listEntries()`.
 */
export async function searchMembers(
  tenantId: string,
  { search = "", after, before, pageSize = 50 }: Place & { search?: string; pageSize?: number } = {},
): Promise<MemberPage> {
  const list = ["members", tenantId, search];
  const place = readPlace(list, { after, before });
  const found = await asTenantRead.one<Row>(
    tenantId,
    sql`
    with matching as (
      select ${MEMBER_COLUMNS}, d.deactivated_at as "deactivatedAt",
             u.member_id is not null as "isManaged", count(*) over ()::integer as total,
             to_char(m.joined_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as "exactTime"
        from members m
        left join roles r on r.tenant_id = m.tenant_id and r.id = m.role_id
        left join scim_users u on u.tenant_id = m.tenant_id and u.member_id = m.id
        left join member_deactivations d on d.tenant_id = m.tenant_id and d.user_id = m.user_id
       where m.tenant_id = ${tenantId}
         and (${search} = '' or position(lower(${search}) in lower(m.name)) > 0
              or position(lower(${search}) in m.email_lc) > 0)
    )
    select * from matching where ${beyond(place)}
     order by ${place.before === undefined ? FIRST_FIRST : LAST_FIRST} limit ${pageSize + 1}`,
  );
  const placeOf = (it: Row) => JSON.stringify([it.exactTime, it.id]);
  const { rows, cursors } = cutPage(found, { list, place, pageSize, placeOf });
  return { members: rows.map(listed), total: found[0]?.total ?? 0, ...cursors };
}

const FIRST_FIRST = sql`"joinedAt", id`;
const LAST_FIRST = sql`"joinedAt" desc, id desc`;

function beyond({ after, before }: Place): Sql {
  const place = before ?? after;
  if (place === undefined) return sql`true`;
  const [exactTime, id] = JSON.parse(place);
  return sql`("joinedAt", id) ${before === undefined ? sql`>` : sql`<`}
             (${exactTime}::timestamp at time zone 'UTC', ${id}::uuid)`;
}

function listed({ deactivatedAt, isManaged, total: _, exactTime: __, ...row }: Row): ListedMember {
  return { ...memberOf(row), deactivatedAt, isManaged };
}
