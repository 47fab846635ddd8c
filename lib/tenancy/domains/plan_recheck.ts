import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";

const DAY_MS = 86_400_000;

/** A look at a proven domain in a day; one a day however often it is planned. */
export async function planRecheck(tx: TenantTx, { domainId, now }: { domainId: string; now: Date }) {
  const runAt = new Date(now.getTime() + DAY_MS);
  await enqueue(tx, {
    kind: "domain.recheck",
    payload: { domainId },
    runAt,
    uniqueKey: `domain.recheck ${domainId} ${runAt.toISOString().slice(0, 10)}`,
  });
}
