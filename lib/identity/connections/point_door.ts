import type { TenantTx } from "@/lib/db/as_tenant.ts";

/**
 * Keeps where addresses of the tenant's domains are led: to the connection that is the only way in, or the only one
 * that is enabled; to the tenant's own door where there are several; nowhere when there is none.
 */
export async function pointDoor(tx: TenantTx): Promise<void> {
  const enabled = await tx.rows<{ id: string; kind: string; isEnforced: boolean }>`
    select id, kind, enforced_at is not null as "isEnforced"
      from sso_connections where tenant_id = ${tx.tenantId} and state = 'enabled'`;
  const only = enabled.find((it) => it.isEnforced) ?? (enabled.length === 1 ? enabled[0] : undefined);
  if (enabled.length === 0) await tx.rows`select gate.close_sso_door()`;
  else await tx.rows`select gate.open_sso_door(${only?.id}, ${only?.kind})`;
}
