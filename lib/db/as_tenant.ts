import type pg from "pg";
import { pool } from "./connect.ts";
import { placementEpoch } from "./placement.ts";
import { type Sql, sql } from "./sql.ts";
import { inOneTrip, inTransaction, type Tx } from "./transaction.ts";

/** A transaction that sees the rows of one tenant and no others. */
export type TenantTx = Tx & { readonly tenantId: string };

/**
 * Runs `work` as the tenant: one transaction on the login that row-level security binds. Every query inside
 * also says `tenant_id = ${tx.tenantId}`; the planner needs it, and it is the second wall.
 */
export function asTenant<T>(tenantId: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTransaction(pool("app"), [enter(tenantId)], (tx) => work(bind(tx, tenantId)));
}

/** One statement as the tenant, in one round trip. */
asTenant.one = async <Row extends pg.QueryResultRow>(tenantId: string, query: Sql): Promise<Row[]> =>
  await inOneTrip<Row>(pool("app"), [enter(tenantId)], query);

/**
 * Opens a tenant and enters it in the same transaction. `opening` is the gate function that makes the tenant;
 * when anything after it fails, there is no tenant.
 */
export function asNewTenant<T>(
  tenantId: string,
  opening: Sql,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return inTransaction(pool("app"), [opening, enter(tenantId, 1)], (tx) => work(bind(tx, tenantId)));
}

function enter(tenantId: string, epoch = placementEpoch(tenantId)): Sql {
  return sql`select gate.enter(${tenantId}, ${epoch})`;
}

function bind(tx: Tx, tenantId: string): TenantTx {
  return {
    tenantId,
    rows: (strings, ...values) => tx.rows(strings, ...values),
    row: (strings, ...values) => tx.row(strings, ...values),
    count: (strings, ...values) => tx.count(strings, ...values),
  };
}
