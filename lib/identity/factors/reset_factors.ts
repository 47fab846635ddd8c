import type { Actor } from "@/lib/audit/actor.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { tellOfFactor } from "./tell_of_factor.ts";

type Reset = {
  userId: string;
  /** User id of who does it. */
  by: string;
  actor: Actor;
  now: Date;
};

/**
 * A new start for a member. It holds in this tenant alone: what the person had before does not count here any more, and
 * elsewhere it counts as it did, for no admin decides about another tenant's doors.
 */
export async function resetFactors(tx: TenantTx, { userId, by, actor, now }: Reset): Promise<void> {
  await tx.count`
    insert into factor_resets (tenant_id, user_id, reset_by, reset_at)
    values (${tx.tenantId}, ${userId}, ${by}, ${now})
    on conflict (tenant_id, user_id) do update set reset_by = excluded.reset_by, reset_at = excluded.reset_at`;
  await tellOfFactor(tx, { userId, change: "factors_reset", actor });
}
