import type { Actor } from "@/lib/audit/actor.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { deactivate } from "@/lib/tenancy/membership/deactivate_member.ts";
import { reactivate } from "@/lib/tenancy/membership/reactivate_member.ts";

type Setting = {
  member: { id: string; userId: string; name: string };
  isActive: boolean;
  actor: Actor;
  now: Date;
};

/** Lets the member in, or not any more; as it is already, it stays. `endedSessions` are for `refuseSessions()` after the commit. */
export async function setActive(
  tx: TenantTx,
  { member, isActive, actor, now }: Setting,
): Promise<{ endedSessions: string[] }> {
  if (isActive) {
    await reactivate(tx, { member, actor });
    return { endedSessions: [] };
  }
  const outcome = await deactivate(tx, { member, actor, now });
  return { endedSessions: outcome.ok ? outcome.endedSessions : [] };
}
