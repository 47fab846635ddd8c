import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { lookAtDomain } from "./check_domain.ts";
import { planRecheck } from "./plan_recheck.ts";

/** The handler of `domain.recheck`: looks today, and plans tomorrow's look first, so that no failure ends them. */
export async function recheckDomainJob(
  { tenantId, payload: { domainId } }: Job<"domain.recheck">,
): Promise<void> {
  const now = new Date();
  const isThere = await asTenant(tenantId, async (tx) => {
    const row = await tx.row`select from sso_domains where tenant_id = ${tx.tenantId} and id = ${domainId}`;
    if (row) await planRecheck(tx, { domainId, now });
    return row !== undefined;
  });
  if (isThere) await lookAtDomain(tenantId, { domainId, actor: { kind: "system", name: "Rowhouse" }, now });
}
