import type { Tx } from "./transaction.ts";

/** A transaction together with the tenant whose rows it is about. */
export type TenantTx = Tx & { readonly tenantId: string };

export function withTenant(tx: Tx, tenantId: string): TenantTx {
  return {
    tenantId,
    rows: (strings, ...values) => tx.rows(strings, ...values),
    row: (strings, ...values) => tx.row(strings, ...values),
    count: (strings, ...values) => tx.count(strings, ...values),
    afterCommit: (tell) => tx.afterCommit(tell),
  };
}
