import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { withTenant } from "@/lib/db/tenant_tx.ts";
import { newId } from "@/lib/ids.ts";

type Suspension = {
  slug: string;
  /** Shown in the tenant's audit log. */
  reason: string;
  actor: Actor;
};

export type SuspensionResult = { ok: true; tenantId: string } | {
  ok: false;
  reason: "unknown_tenant" | "suspended_already";
};

/** Closes a tenant's doors: pages and API answer that it is suspended, within a second, in every process. */
export function suspendTenant({ slug, reason, actor }: Suspension): Promise<SuspensionResult> {
  return asPlatform(`Suspend ${slug}: ${reason}`, async (tx) => {
    const tenant = await tx.row<{ id: string }>`select id from platform.tenants where slug = ${slug}`;
    if (!tenant) return { ok: false, reason: "unknown_tenant" };
    const suspended = await tx.count`
      insert into platform.tenant_suspensions (id, tenant_id, reason, suspended_by)
      values (${newId()}, ${tenant.id}, ${reason}, ${actor.name})
      on conflict (tenant_id) where lifted_at is null do nothing`;
    if (suspended === 0) return { ok: false, reason: "suspended_already" };
    await recordAudit(withTenant(tx, tenant.id), {
      actor,
      action: "tenant.suspended",
      subject: { kind: "tenant", id: tenant.id },
      detail: { reason },
    });
    return { ok: true, tenantId: tenant.id };
  });
}
