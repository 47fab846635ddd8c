import type { Tx } from "./transaction.ts";

/** A transaction together with the tenant whose rows it is about. */
export type TenantTx = Tx & { readonly tenantId: string };

export function withTenant(tx: Tx, tenantId: string): TenantTx {
  return {
    tenantId,
    rows: (statement, ...values) => tx.rows(statement, ...values),
    row: (statement, ...values) => tx.row(statement, ...values),
    count: (statement, ...values) => tx.count(statement, ...values),
    afterCommit: (tell) => tx.afterCommit(tell),
  };
}
