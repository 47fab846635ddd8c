import type pg from "pg";
import { traced } from "@/lib/telemetry.ts";
import { pool } from "./connect.ts";
import { inFairShare } from "./fair_share.ts";
import { placementEpoch } from "./placement.ts";
import { type Sql, sql } from "./sql.ts";
import { type TenantTx, withTenant } from "./tenant_tx.ts";
import { inOneTrip, inTransaction } from "./transaction.ts";

export type { TenantTx } from "./tenant_tx.ts";

type Work<T> = (tx: TenantTx) => Promise<T>;

/**
 * Runs `work` as the tenant: one transaction on the login that row-level security binds. Every query inside
 * also says `tenant_id = ${tx.tenantId}`; the planner needs it, and it is the second wall.
 */
export function asTenant<T>(tenantId: string, work: Work<T>): Promise<T> {
  return transaction("tenant transaction", { tenantId, opening: [enter(tenantId)], work });
}

/** One statement as the tenant, in one round trip. */
asTenant.one = <Row extends pg.QueryResultRow>(tenantId: string, query: Sql): Promise<Row[]> =>
  statement("tenant statement", { tenantId, opening: [enter(tenantId)], query });

/** For work that only reads; the database refuses it a change. */
export function asTenantRead<T>(tenantId: string, work: Work<T>): Promise<T> {
  return transaction("tenant read", { tenantId, opening: [READ_ONLY, enter(tenantId)], work });
}

asTenantRead.one = <Row extends pg.QueryResultRow>(tenantId: string, query: Sql): Promise<Row[]> =>
  statement("tenant read", { tenantId, opening: [READ_ONLY, enter(tenantId)], query });

/**
 * Opens a tenant and enters it in the same transaction. `opening` is the gate function that makes the tenant;
 * when anything after it fails, there is no tenant.
 */
export function asNewTenant<T>(tenantId: string, opening: Sql, work: Work<T>): Promise<T> {
  return transaction("new tenant transaction", { tenantId, opening: [opening, enter(tenantId, 1)], work });
}

const READ_ONLY = sql`set transaction read only`;

function enter(tenantId: string, epoch = placementEpoch(tenantId)): Sql {
  return sql`select gate.enter(${tenantId}, ${epoch})`;
}

function transaction<T>(
  name: string,
  { tenantId, opening, work }: { tenantId: string; opening: Sql[]; work: Work<T> },
): Promise<T> {
  return traced(
    name,
    { "tenant.id": tenantId },
    () =>
      inFairShare(
        tenantId,
        () => inTransaction(pool("app"), opening, (tx) => work(withTenant(tx, tenantId))),
      ),
  );
}

function statement<Row extends pg.QueryResultRow>(
  name: string,
  { tenantId, opening, query }: { tenantId: string; opening: Sql[]; query: Sql },
): Promise<Row[]> {
  return traced(
    name,
    { "tenant.id": tenantId },
    () => inFairShare(tenantId, () => inOneTrip<Row>(pool("app"), opening, query)),
  );
}
