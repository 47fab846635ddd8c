import type pg from "pg";
import { asTenant, asTenantRead, type TenantTx } from "@/lib/db/as_tenant.ts";
import type { Sql } from "@/lib/db/sql.ts";
import { announceCommitted } from "./announce.ts";
import { countingStatement, emitUsage, type UsageEvent } from "./emit.ts";

/** One call of the API, by the id of its request. */
export type ApiCall = { requestId: string; now: Date };

/**
 * Runs `work` as the tenant and counts the API call in the same transaction; its event travels in one packet with
 * the first statement of `work`. A screen passes no call, and nothing is counted.
 */
export function asCaller<T>(
  tenantId: string,
  call: ApiCall | undefined,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return asTenant(tenantId, async (tx) => {
    if (!call) return await work(tx);
    const [result] = await Promise.all([work(tx), emitUsage(tx, [eventOf(call)])]);
    return result;
  });
}

/** One statement that only reads, in one round trip with the event of the call. */
asCaller.read = <Row extends pg.QueryResultRow>(
  tenantId: string,
  call: ApiCall | undefined,
  statement: Sql,
): Promise<Row[]> => call ? asCaller.one(tenantId, call, statement) : asTenantRead.one(tenantId, statement);

/** One statement that also changes something. */
asCaller.one = async <Row extends pg.QueryResultRow>(
  tenantId: string,
  call: ApiCall | undefined,
  statement: Sql,
): Promise<Row[]> => {
  if (!call) return await asTenant.one<Row>(tenantId, statement);
  const rows = await asTenant.one<Row>(tenantId, statement, [countingStatement(tenantId, [eventOf(call)])]);
  announceCommitted(tenantId);
  return rows;
};

function eventOf({ requestId, now }: ApiCall): UsageEvent {
  return { meter: "api_calls", quantity: 1, source: "api", eventId: requestId, occurredAt: now };
}
