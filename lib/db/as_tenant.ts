import type pg from "pg";
import { traced } from "@/lib/telemetry.ts";
import { pool } from "./connect.ts";
import { inFairShare } from "./fair_share.ts";
import { inOneBreath } from "./in_one_breath.ts";
import { placementEpoch } from "./placement.ts";
import { prepared, type Sql, sql } from "./sql.ts";
import { type TenantTx, withTenant } from "./tenant_tx.ts";
import { BEGIN, BEGIN_READ_ONLY, inOneTrip, inTransaction } from "./transaction.ts";

export type { TenantTx } from "./tenant_tx.ts";

type Work<T> = (tx: TenantTx) => Promise<T>;

/**
 * Runs `work` as the tenant: one transaction on the login that row-level security binds. Every query inside
 * also says `tenant_id = ${tx.tenantId}`; the planner needs it, and it is the second wall.
 */
export function asTenant<T>(tenantId: string, work: Work<T>): Promise<T> {
  return transaction("tenant transaction", { tenantId, opening: entering(tenantId), work });
}

/** One statement as the tenant, in one round trip. Those `beside` it come after it in the same transaction. */
asTenant.one = async <Row extends pg.QueryResultRow>(
  tenantId: string,
  statement: Sql,
  beside: Sql[] = [],
): Promise<Row[]> => {
  const trip = () => oneTrip(tenantId, entering(tenantId), [statement, ...beside]);
  const [rows] = await traced("tenant statement", { "tenant.id": tenantId }, trip);
  return rows as Row[];
};

/** For work that only reads; the database refuses it a change. */
export function asTenantRead<T>(tenantId: string, work: Work<T>): Promise<T> {
  return transaction("tenant read", { tenantId, opening: reading(tenantId), work });
}

/** One statement that only reads; with others of the same breath, in one round trip. */
asTenantRead.one = async <Row extends pg.QueryResultRow>(
  tenantId: string,
  statement: Sql,
): Promise<Row[]> => {
  const rows = await traced(
    "tenant read",
    { "tenant.id": tenantId },
    () => readInOneBreath(tenantId, statement),
  );
  return rows as Row[];
};

const readInOneBreath = inOneBreath((tenantId, statements) =>
  oneTrip(tenantId, reading(tenantId), statements)
);

/**
 * Opens a tenant and enters it in the same transaction. `opening` is the gate function that makes the tenant;
 * when anything after it fails, there is no tenant.
 */
export function asNewTenant<T>(tenantId: string, opening: Sql, work: Work<T>): Promise<T> {
  return transaction("new tenant transaction", {
    tenantId,
    opening: [BEGIN, opening, enter(tenantId, 1)],
    work,
  });
}

function entering(tenantId: string): Sql[] {
  return [BEGIN, enter(tenantId)];
}

function reading(tenantId: string): Sql[] {
  return [BEGIN_READ_ONLY, enter(tenantId)];
}

function enter(tenantId: string, epoch = placementEpoch(tenantId)): Sql {
  return prepared("enter", sql`select gate.enter(${tenantId}, ${epoch})`);
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

function oneTrip(tenantId: string, opening: Sql[], statements: Sql[]): Promise<pg.QueryResultRow[][]> {
  return inFairShare(tenantId, () => inOneTrip(pool("app"), opening, statements));
}
