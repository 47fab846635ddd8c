import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Meter } from "@/lib/usage/meters.ts";

export const TRIAL_DAYS = 14;

/** Units of each meter a month, as long as the trial lasts. */
export const TRIAL_LIMITS: Record<Meter, number> = {
  api_calls: 50_000,
  records_processed: 10_000,
  storage_bytes: 1_073_741_824,
  active_members: 5,
  connected_integrations: 3,
};

/** Granted again, it begins anew. */
export async function grantTrial(tx: TenantTx, now: Date): Promise<void> {
  const endsAt = new Date(now.getTime() + TRIAL_DAYS * 24 * 3600 * 1000);
  await tx.count`
    insert into tenant_entitlements (tenant_id, feature, limit_quantity, source, granted_at, ends_at)
    select ${tx.tenantId}, feature, quantity, 'trial', ${now}, ${endsAt}
      from unnest(${Object.keys(TRIAL_LIMITS)}::text[], ${Object.values(TRIAL_LIMITS)}::bigint[])
        as granted (feature, quantity)
    on conflict (tenant_id, feature) do update
       set limit_quantity = excluded.limit_quantity, granted_at = excluded.granted_at, ends_at = excluded.ends_at`;
}
