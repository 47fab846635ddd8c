import { asPlatform } from "@/lib/db/as_platform.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";

export type TenantSummary = {
  id: string;
  slug: string;
  name: string;
  status: "active" | "suspended";
  members: number;
  /** In the calendar month of `now`, UTC. */
  recordsThisMonth: number;
  createdAt: Date;
};

export type TenantPage = { tenants: TenantSummary[]; nextCursor?: string };

type Asked = {
  now: Date;
  /** The beginning of a slug. */
  search?: string;
  /** Public id of the last tenant seen; one that names no tenant is the start. */
  cursor?: string;
  atMost?: number;
};

const PAGE_SIZE = 50;

/** All tenants, newest first, for operators. */
export async function listTenants(
  { now, search = "", cursor, atMost = PAGE_SIZE }: Asked,
): Promise<TenantPage> {
  const after = parsePublicId("ten", cursor ?? "") ?? null;
  const found = await asPlatform("An operator lists tenants", (tx) =>
    tx.rows<TenantSummary>`
    with seen as (select created_at, id from platform.tenants where id = ${after})
    select t.id, t.slug, t.name, t.created_at as "createdAt",
           case when exists (select from platform.tenant_suspensions s where s.tenant_id = t.id and s.lifted_at is null)
                then 'suspended' else 'active' end as status,
           (select count(*) from members m where m.tenant_id = t.id) as members,
           (select coalesce(sum(quantity), 0)::bigint from usage_events u
             where u.tenant_id = t.id and u.meter = 'records_processed' and u.occurred_at >= ${monthOf(now)})
             as "recordsThisMonth"
      from platform.tenants t
     where starts_with(t.slug, ${beginningOfSlug(search)})
       and (not exists (select from seen) or (t.created_at, t.id) < (select created_at, id from seen))
     order by t.created_at desc, t.id desc limit ${atMost + 1}`);
  const tenants = found.slice(0, atMost);
  return { tenants, nextCursor: found.length > atMost ? publicId("ten", tenants.at(-1)!.id) : undefined };
}

/** Without control characters: no slug has one, and NUL is more than Postgres takes. */
function beginningOfSlug(search: string): string {
  return search.replace(/\p{Cc}/gu, "").trim().toLowerCase();
}

function monthOf(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
}
