import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** What a tenant was granted. */
export type Entitlement = {
  feature: string;
  /** Units of the meter a period; null is unlimited. */
  limit: number | null;
  source: "trial";
  grantedAt: Date;
  /** Null where it has no end. */
  endsAt: Date | null;
};

/** Everything that was ever granted, also what has ended. */
export async function listEntitlements(tenantId: string): Promise<Entitlement[]> {
  return await asTenantRead.one<Entitlement>(
    tenantId,
    sql`select feature, limit_quantity as "limit", source, granted_at as "grantedAt", ends_at as "endsAt"
          from tenant_entitlements where tenant_id = ${tenantId} order by feature`,
  );
}
