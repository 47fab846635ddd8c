import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";

/** A tenant's own identity provider, as the door offers it. */
export type OfferedConnection = { id: string; kind: MethodKind; name: string };

/** Those that are enabled, the only way in first. */
export async function listConnections(tenantId: string): Promise<OfferedConnection[]> {
  return await asTenantRead.one<OfferedConnection>(
    tenantId,
    sql`select id, kind, name from sso_connections
         where tenant_id = ${tenantId} and state = 'enabled' order by enforced_at is null, created_at, id`,
  );
}
