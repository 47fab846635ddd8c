import { traced } from "@/lib/telemetry.ts";
import { pool } from "./connect.ts";
import { type Sql, sql } from "./sql.ts";
import { BEGIN, inTransaction, type Tx } from "./transaction.ts";

/**
 * Runs `work` on the login that serves operators and system work across tenants. `reason` is a sentence for the
 * record that the same transaction leaves; the callers fit on one screen.
 */
export function asPlatform<T>(reason: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return traced(
    "platform transaction",
    { "platform.reason": reason },
    () => inTransaction(pool("platform"), [BEGIN, record(reason)], work),
  );
}

function record(reason: string): Sql {
  return sql`select gate.record_platform_access(${reason})`;
}
