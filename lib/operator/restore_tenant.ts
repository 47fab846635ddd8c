import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { withTenant } from "@/lib/db/tenant_tx.ts";

type Restoration = { slug: string; actor: Actor };

export type RestorationResult =
  | { ok: true; tenantId: string }
  | { ok: false; reason: "unknown_tenant" | "not_suspended" };

/** Opens the doors of a suspended tenant again; nothing of it was lost meanwhile. */
export function restoreTenant({ slug, actor }: Restoration): Promise<RestorationResult> {
  return asPlatform(`Restore ${slug}`, async (tx) => {
    const tenant = await tx.row<{ id: string }>`select id from platform.tenants where slug = ${slug}`;
    if (!tenant) return { ok: false, reason: "unknown_tenant" };
    const lifted = await tx.count`
      update platform.tenant_suspensions set lifted_at = now() where tenant_id = ${tenant.id} and lifted_at is null`;
    if (lifted === 0) return { ok: false, reason: "not_suspended" };
    await recordAudit(withTenant(tx, tenant.id), {
      actor,
      action: "tenant.restored",
      subject: { kind: "tenant", id: tenant.id },
    });
    return { ok: true, tenantId: tenant.id };
  });
}
