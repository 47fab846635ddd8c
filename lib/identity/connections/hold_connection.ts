import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { ConnectionKind, ConnectionState } from "./connection.ts";

export type Held = {
  name: string;
  kind: ConnectionKind;
  state: ConnectionState;
  isTested: boolean;
  isEnforced: boolean;
};

/** Whoever changes a connection waits here for who changes it now; undefined for one that is not this tenant's. */
export async function holdConnection(tx: TenantTx, id: string): Promise<Held | undefined> {
  return await tx.row<Held>`
    select name, kind, state, coalesce(tested_revision = revision, false) as "isTested",
           enforced_at is not null as "isEnforced"
      from sso_connections where tenant_id = ${tx.tenantId} and id = ${id} for update`;
}
