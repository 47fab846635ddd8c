import type { Actor } from "@/lib/audit/actor.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { refuseSessions } from "@/lib/identity/end_sessions.ts";
import { endMembership } from "@/lib/tenancy/membership/remove_member.ts";
import { standings } from "@/lib/tenancy/membership/standing.ts";
import { orRefused } from "../or_refused.ts";
import { refusal, type ScimRefusal } from "../refusal.ts";
import { refuseVersion } from "../version.ts";
import { holdUser } from "./hold_user.ts";

type Removing = { memberId: string; ifMatch?: string; actor: Actor; now: Date };

/** Ends the membership in this tenant; what the person has elsewhere stays. */
export async function removeUser(
  tenantId: string,
  { memberId, ifMatch, actor, now }: Removing,
): Promise<{ ok: true } | ScimRefusal> {
  const removed = await orRefused(asTenant(tenantId, async (tx) => {
    const row = await holdUser(tx, memberId);
    if (!row) return refusal("not_found", "There is no such user");
    const refused = refuseVersion(row.version, ifMatch);
    if (refused) return refused;
    const { target } = await standings(tx, { by: memberId, memberId });
    return await endMembership(tx, target!, { action: "member.removed", actor, now });
  }));
  if (!removed.ok) return removed;
  await refuseSessions(removed.endedSessions, now);
  return { ok: true };
}
