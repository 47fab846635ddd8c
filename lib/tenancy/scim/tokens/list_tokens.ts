import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

export type ListedToken = {
  id: string;
  name: string;
  hint: string;
  rotation: number;
  createdAt: Date;
  /** Name of the member who made it; null when that person has left. */
  createdBy: string | null;
  /** To the minute; null when it was never used. */
  lastUsedAt: Date | null;
  /** Of the text before this one; it works until then. */
  previousHint: string | null;
  previousUntil: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
};

/** Every token of the tenant: those that work first, the newest of each first. */
export async function listTokens(tenantId: string): Promise<ListedToken[]> {
  return await asTenantRead.one<ListedToken>(
    tenantId,
    sql`select t.id, t.name, t.hint, t.rotation, t.created_at as "createdAt", maker.name as "createdBy",
               t.last_used_at as "lastUsedAt", t.previous_hint as "previousHint",
               t.previous_until as "previousUntil", r.revoked_at as "revokedAt", revoker.name as "revokedBy"
          from scim_tokens t
          left join scim_token_revocations r on r.tenant_id = t.tenant_id and r.token_id = t.id
          left join members maker on maker.tenant_id = t.tenant_id and maker.user_id = t.created_by
          left join members revoker on revoker.tenant_id = t.tenant_id and revoker.user_id = r.revoked_by
         where t.tenant_id = ${tenantId}
         order by r.revoked_at is not null, t.id desc`,
  );
}
