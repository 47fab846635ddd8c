import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { emitUsage } from "./emit.ts";

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

function eventOf({ requestId, now }: ApiCall) {
  return { meter: "api_calls", quantity: 1, source: "api", eventId: requestId, occurredAt: now } as const;
}
