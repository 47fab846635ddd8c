import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

export type ListedApiKey = {
  id: string;
  name: string;
  hint: string;
  /** Name of the member who made it; null when that person has left. */
  createdBy: string | null;
  createdAt: Date;
  /** To the minute; null when it was never used. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
};

/** Every key of the tenant: those in use first, then the revoked ones, the newest of each first. */
export async function listApiKeys(tenantId: string): Promise<ListedApiKey[]> {
  return await asTenant.one<ListedApiKey>(
    tenantId,
    sql`select k.id, k.name, k.hint, maker.name as "createdBy", k.created_at as "createdAt",
               k.last_used_at as "lastUsedAt", r.revoked_at as "revokedAt", revoker.name as "revokedBy"
          from api_keys k
          left join api_key_revocations r on r.tenant_id = k.tenant_id and r.key_id = k.id
          left join members maker on maker.tenant_id = k.tenant_id and maker.user_id = k.created_by
          left join members revoker on revoker.tenant_id = k.tenant_id and revoker.user_id = r.revoked_by
         where k.tenant_id = ${tenantId}
         order by r.revoked_at is not null, k.id desc`,
  );
}
