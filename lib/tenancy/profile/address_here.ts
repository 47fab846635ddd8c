import { type Sql, sql } from "@/lib/db/sql.ts";

/**
 * The address of a member (a row `m` of `members`) once the person has another one. Where a connection is the only way in
 * for the domain of the old one, they stay under it in that house, unless the new one is in a proven domain too: nobody
 * comes round the company's single sign-on by changing their own address.
 */
export function addressHere(newEmail: Sql): Sql {
  return sql`
    case when exists (
           select from sso_connections c join sso_domains d on d.tenant_id = c.tenant_id and d.proven_at is not null
            where c.tenant_id = m.tenant_id and c.enforced_at is not null and d.domain = split_part(m.email_lc, '@', 2))
          and not exists (
           select from sso_domains d
            where d.tenant_id = m.tenant_id and d.proven_at is not null
              and d.domain = split_part(lower(${newEmail}), '@', 2))
    then m.email else ${newEmail} end`;
}
