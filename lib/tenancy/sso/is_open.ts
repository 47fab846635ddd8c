import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";

type Asked = { connectionId: string; kind: MethodKind };

/** Whether people come in by this connection of the entered tenant now, and in this way. */
export async function isOpen(tx: TenantTx, { connectionId, kind }: Asked): Promise<boolean> {
  const row = await tx.row`
    select from sso_connections
     where tenant_id = ${tx.tenantId} and id = ${connectionId} and kind = ${kind} and state = 'enabled'`;
  return row !== undefined;
}
