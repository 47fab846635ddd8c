import pg from "pg";
import type { Sql } from "./sql.ts";

type Rows = Record<string, unknown>[];
type Read = { statement: Sql; resolve: (rows: Rows) => void; reject: (error: unknown) => void };
/** Runs the statements for the tenant in one round trip. */
type Trip = (tenantId: string, statements: Sql[]) => Promise<Rows[]>;

/**
 * Reads that are asked for in one breath, such as those of a page in a `Promise.all`, share one round trip of their
 * tenant, and one connection.
 */
export function inOneBreath(trip: Trip): (tenantId: string, statement: Sql) => Promise<Rows> {
  const asked = new Map<string, Read[]>();

  async function travel(tenantId: string) {
    const reads = asked.get(tenantId)!;
    asked.delete(tenantId);
    try {
      const results = await trip(tenantId, reads.map((it) => it.statement));
      for (const [index, { resolve }] of reads.entries()) resolve(results[index]);
    } catch (error) {
      const isOfOneStatement = error instanceof pg.DatabaseError && reads.length > 1;
      for (const { statement, resolve, reject } of reads) {
        // It took the others along: each on its own, so that only that one fails.
        if (isOfOneStatement) trip(tenantId, [statement]).then(([rows]) => resolve(rows), reject);
        else reject(error);
      }
    }
  }

  return (tenantId, statement) =>
    new Promise((resolve, reject) => {
      const reads = asked.get(tenantId) ?? [];
      if (reads.push({ statement, resolve, reject }) > 1) return;
      asked.set(tenantId, reads);
      queueMicrotask(() => travel(tenantId));
    });
}
