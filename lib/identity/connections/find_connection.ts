import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Connection } from "./connection.ts";
import { connectionOf, type ConnectionRow } from "./connection_row.ts";

/** One of this tenant's own, in whatever state it is; undefined for one of another tenant. */
export async function findConnection(tenantId: string, id: string): Promise<Connection | undefined> {
  const [row] = await asTenantRead.one<ConnectionRow>(
    tenantId,
    sql`select id, kind, name, settings, sealed_secret as "sealedSecret"
          from sso_connections where tenant_id = ${tenantId} and id = ${id}`,
  );
  return row && connectionOf(tenantId, row);
}
