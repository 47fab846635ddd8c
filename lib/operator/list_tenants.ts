import { asPlatform } from "@/lib/db/as_platform.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";
import { EVENT_METERS, type EventMeter, ofEveryMeter } from "@/lib/usage/meters.ts";
import { monthOf, weekBefore } from "./spans.ts";

export type TenantSummary = {
  id: string;
  slug: string;
  name: string;
  status: "open" | "suspended";
  members: number;
  /** In the calendar month of `now`, UTC. */
  usedThisMonth: Record<EventMeter, number>;
  /** When its latest usage event happened; null where there is none. */
  lastActiveAt: Date | null;
  createdAt: Date;
  /** Of a member, where the search found the tenant by it. */
  foundEmail: string | null;
};

export type TenantPage = {
  tenants: TenantSummary[];
  /** How many tenants the query finds on all pages, and which of them comes first here, from 1. */
  total: number;
  first: number;
  nextCursor?: string;
  previousCursor?: string;
};

export const SHOWN = ["all", "open", "suspended", "active", "quiet"] as const;
export const ORDERS = ["opened", "name", "members", "active", ...EVENT_METERS] as const;

export type TenantQuery = {
  /** A part of a slug, of a name or of a member's address. */
  search?: string;
  /** "active" has a usage event in the seven days before `now`, "quiet" has none. */
  show?: typeof SHOWN[number];
  order?: { by: typeof ORDERS[number]; descending: boolean };
};

type Asked = TenantQuery & {
  /** Who looks, for the record. */
  operator: string;
  now: Date;
  /** Public id of the last tenant seen, or with `before` of the first. One that names no tenant is the start. */
  cursor?: string;
  before?: string;
  atMost?: number;
};

type Row = Omit<TenantSummary, "usedThisMonth" | "status"> & {
  isSuspended: boolean;
  used: Partial<Record<EventMeter, number>> | null;
  /** Of the whole list as it is shown, from 1. */
  place: number;
  total: number;
};

const PAGE_SIZE = 25;
const NEWEST_FIRST = { by: "opened", descending: true } as const;

/** Tenants as operators look through them. Adds up the month's usage events of all that are found. */
export async function listTenants(asked: Asked): Promise<TenantPage> {
  const { now, operator, show = "all", order = NEWEST_FIRST, atMost = PAGE_SIZE } = asked;
  const wanted = plain(asked.search ?? "");
  const before = parsePublicId("ten", asked.before ?? "");
  const seen = before ?? parsePublicId("ten", asked.cursor ?? "") ?? null;
  const onward = before ? -1 : 1;
  const found = await asPlatform(`${operator} lists tenants`, (tx) =>
    tx.rows<Row>`
    with known as (
      select t.id, t.slug, t.name, t.created_at,
             exists (select from platform.tenant_suspensions s where s.tenant_id = t.id and s.lifted_at is null)
               as is_suspended,
             (select count(*) from members m where m.tenant_id = t.id) as members,
             (select min(m.email) from members m
               where m.tenant_id = t.id and ${wanted} <> '' and strpos(m.email_lc, ${wanted}) > 0) as found_email,
             (select jsonb_object_agg(meter, quantity) from (
                select u.meter, sum(u.quantity) as quantity from usage_events u
                 where u.tenant_id = t.id and u.meter = any(${EVENT_METERS}) and u.occurred_at >= ${
      monthOf(now)
    }
                 group by u.meter) month) as used,
             (select max(latest.occurred_at) from unnest(${EVENT_METERS}::text[]) m (meter)
               cross join lateral (
                 select u.occurred_at from usage_events u where u.tenant_id = t.id and u.meter = m.meter
                  order by u.occurred_at desc limit 1) latest) as last_active_at
        from platform.tenants t
    ), matching as (
      select * from known k
       where (${wanted} = '' or strpos(k.slug, ${wanted}) > 0 or strpos(lower(k.name), ${wanted}) > 0
              or k.found_email is not null)
         and case ${show} when 'open' then not k.is_suspended
                          when 'suspended' then k.is_suspended
                          when 'active' then coalesce(k.last_active_at >= ${weekBefore(now)}, false)
                          when 'quiet' then coalesce(k.last_active_at < ${weekBefore(now)}, true)
                          else true end
    ), counted as (
      select m.*, count(*) over () as total,
             row_number() over (
               order by case ${order.by} when 'name' then lower(m.name) end,
                        case ${order.by} when 'opened' then m.created_at when 'active' then m.last_active_at end
                          nulls first,
                        case ${order.by} when 'members' then m.members else (m.used ->> ${order.by}::text)::bigint end
                          nulls first,
                        m.created_at, m.id) as ascending
        from matching m
    ), placed as (
      select c.*, case when ${order.descending} then c.total - c.ascending + 1 else c.ascending end as place
        from counted c
    ), seen as (select place from placed where id = ${seen})
    select id, slug, name, created_at as "createdAt", is_suspended as "isSuspended", members, used,
           last_active_at as "lastActiveAt", found_email as "foundEmail", place, total
      from placed
     where not exists (select from seen) or place * ${onward}::int > (select place * ${onward}::int from seen)
     order by place * ${onward}::int limit ${atMost}`);
  return pageOf(before ? found.toReversed() : found);
}

function pageOf(rows: Row[]): TenantPage {
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    tenants: rows.map(({ isSuspended, used, place: _, total: __, ...tenant }) => ({
      ...tenant,
      status: isSuspended ? "suspended" : "open",
      usedThisMonth: ofEveryMeter(used),
    })),
    total: first?.total ?? 0,
    first: first?.place ?? 0,
    nextCursor: last && last.place < last.total ? publicId("ten", last.id) : undefined,
    previousCursor: first && first.place > 1 ? publicId("ten", first.id) : undefined,
  };
}

/** Without control characters: nothing that is searched has one, and NUL is more than Postgres takes. */
function plain(search: string): string {
  return search.replace(/\p{Cc}/gu, "").trim().toLowerCase();
}
