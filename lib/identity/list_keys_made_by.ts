import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

export type KeyMade = { id: string; name: string; hint: string; createdAt: Date };

/** The keys that a person made and nobody has revoked, the newest first. They are the tenant's, whoever made them. */
export async function listKeysMadeBy(tenantId: string, userId: string): Promise<KeyMade[]> {
  return await asTenantRead.one<KeyMade>(
    tenantId,
    sql`select k.id, k.name, k.hint, k.created_at as "createdAt" from api_keys k
         where k.tenant_id = ${tenantId} and k.created_by = ${userId}
           and not exists (select from api_key_revocations r where r.tenant_id = k.tenant_id and r.key_id = k.id)
         order by k.id desc`,
  );
}
