import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";

/** From here on nobody joins by an address of the domain, and another tenant may prove it. */
export async function removeDomain(
  tenantId: string,
  { domainId, actor }: { domainId: string; actor: Actor },
): Promise<{ ok: true } | { ok: false; reason: "not_found" }> {
  return await asTenant(tenantId, async (tx) => {
    const removed = await tx.row<{ domain: string }>`
      delete from sso_domains where tenant_id = ${tx.tenantId} and id = ${domainId} returning domain`;
    if (!removed) return { ok: false, reason: "not_found" };
    await tx.rows`select gate.release_domain(${removed.domain})`;
    await recordAudit(tx, {
      actor,
      action: "domain.removed",
      subject: { kind: "domain", id: domainId },
      detail: { name: removed.domain },
    });
    return { ok: true };
  });
}
