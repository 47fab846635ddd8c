import type pg from "pg";
import { traced } from "@/lib/telemetry.ts";
import { pool } from "./connect.ts";
import { inFairShare } from "./fair_share.ts";
import { placementEpoch } from "./placement.ts";
import { type Sql, sql } from "./sql.ts";
import { type TenantTx, withTenant } from "./tenant_tx.ts";
import { inOneTrip, inTransaction } from "./transaction.ts";

export type { TenantTx } from "./tenant_tx.ts";

/**
 * Runs `work` as the tenant: one transaction on the login that row-level security binds. Every query inside
 * also says `tenant_id = ${tx.tenantId}`; the planner needs it, and it is the second wall.
 */
export function asTenant<T>(tenantId: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return traced(
    "tenant transaction",
    { "tenant.id": tenantId },
    () =>
      inFairShare(
        tenantId,
        () => inTransaction(pool("app"), [enter(tenantId)], (tx) => work(withTenant(tx, tenantId))),
      ),
  );
}

/** One statement as the tenant, in one round trip. */
asTenant.one = <Row extends pg.QueryResultRow>(tenantId: string, query: Sql): Promise<Row[]> =>
  traced(
    "tenant statement",
    { "tenant.id": tenantId },
    () => inFairShare(tenantId, () => inOneTrip<Row>(pool("app"), [enter(tenantId)], query)),
  );

/**
 * Opens a tenant and enters it in the same transaction. `opening` is the gate function that makes the tenant;
 * when anything after it fails, there is no tenant.
 */
export function asNewTenant<T>(
  tenantId: string,
  opening: Sql,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return traced(
    "new tenant transaction",
    { "tenant.id": tenantId },
    () => inTransaction(pool("app"), [opening, enter(tenantId, 1)], (tx) => work(withTenant(tx, tenantId))),
  );
}

function enter(tenantId: string, epoch = placementEpoch(tenantId)): Sql {
  return sql`select gate.enter(${tenantId}, ${epoch})`;
}
