import { type Sql, sql } from "@/lib/db/sql.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { breakGlassOwners } from "@/lib/identity/connections/break_glass.ts";

/** A member who wants to come in, and what the tenant's single sign-on says about that. */
export type Comer = {
  id: string;
  name: string;
  /** The connection that is the only way in for this person's address; null where every way is. */
  mustUse: string | null;
  /** Whether a password with a second factor does all the same. */
  isBreakGlass: boolean;
  /** Of an identity that this browser has shown, and that awaits the member's own proof. */
  awaitedLink: string | null;
};

type Asked = { userId: string; binding: string; now: Date };

/**
 * Goes into a transaction that has more to ask. Nothing for a stranger, or for who is deactivated. Where no break-glass
 * owner is left, every owner is one: nobody locks a house for good.
 */
export function selectComer(tenantId: string, { userId, binding, now }: Asked): Sql {
  return sql`
    select m.id, m.name,
           (select c.id from sso_connections c
              join sso_domains d on d.tenant_id = c.tenant_id and d.proven_at is not null
                                and d.domain = split_part(m.email_lc, '@', 2)
             where c.tenant_id = m.tenant_id and c.enforced_at is not null) as "mustUse",
           m.role = 'owner' and (m.user_id in (${breakGlassOwners(tenantId)})
                                 or not exists (${breakGlassOwners(tenantId)})) as "isBreakGlass",
           (select a.id from sso_awaited_links a
             where a.tenant_id = m.tenant_id and a.binding_hash = ${hashBearerSecret(binding)}
               and a.email_lc = m.email_lc and a.expires_at > ${now}
             order by a.expires_at desc limit 1) as "awaitedLink"
      from members m
     where m.tenant_id = ${tenantId} and m.user_id = ${userId}
       and not exists (select from member_deactivations d
                        where d.tenant_id = m.tenant_id and d.user_id = m.user_id)`;
}
