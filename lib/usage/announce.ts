import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { state } from "@/lib/state/state.ts";
import type { Unsubscribe } from "@/lib/state/store.ts";

/** A tenant that never rests costs each process one message in this time. */
const REST_MS = 1_000;

/** Tenants that were announced a moment ago, and whether there is something to announce since. */
const resting = new Map<string, boolean>();

/** After the commit, tells whoever watches the tenant's numbers, in any process, to look again. */
export function announceChange(tx: TenantTx): void {
  tx.afterCommit(() => announceCommitted(tx.tenantId));
}

/** The same for a change that is committed already. */
export function announceCommitted(tenantId: string): void {
  const isResting = resting.has(tenantId);
  resting.set(tenantId, true);
  // One transaction may have several reasons.
  if (!isResting) queueMicrotask(() => send(tenantId));
}

/** Calls `look` soon after the numbers have changed; what is said while the shared state is away is lost. */
export async function onChange(tenantId: string, look: () => void): Promise<Unsubscribe> {
  return await state.subscribe(channelOf(tenantId), look);
}

function send(tenantId: string) {
  resting.set(tenantId, false);
  state.publish(channelOf(tenantId), "look again");
  setTimeout(() => {
    if (resting.get(tenantId)) send(tenantId);
    else resting.delete(tenantId);
  }, REST_MS).unref();
}

function channelOf(tenantId: string): string {
  return `changes:${tenantId}`;
}
