import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import type { Actor } from "@/lib/audit/actor.ts";
import { endMembershipSessions } from "@/lib/identity/end_membership_sessions.ts";
import { refuseSessions } from "@/lib/identity/end_sessions.ts";
import { announceChange } from "@/lib/usage/announce.ts";
import { type LastOwner, orLastOwner } from "./keep_an_owner.ts";
import { type Acting, type NotOverThem, refuseOver, standings } from "./standing.ts";

export type Deactivation =
  | { ok: true }
  | { ok: false; reason: "already_deactivated" }
  | NotOverThem
  | LastOwner;

/** Closes the house to a member until somebody reactivates them: no session goes on, none is opened. */
export async function deactivateMember(tenantId: string, acting: Acting): Promise<Deactivation> {
  const { actor, now } = acting;
  const outcome = await orLastOwner(asTenant(tenantId, async (tx) => {
    const { acting: by, target } = await standings(tx, acting);
    const refusal = refuseOver({ acting: by, target });
    if (refusal) return refusal;
    return await deactivate(tx, { member: target!, actor, now });
  }));
  if (!outcome.ok) return outcome;
  await refuseSessions(outcome.endedSessions, now);
  return { ok: true };
}

type Deactivating = { member: { id: string; userId: string; name: string }; actor: Actor; now: Date };

/** The same for whoever needs no permission, such as a directory: hand `endedSessions` to `refuseSessions()` afterwards. */
export async function deactivate(
  tx: TenantTx,
  { member: { id, userId, name }, actor, now }: Deactivating,
): Promise<{ ok: true; endedSessions: string[] } | { ok: false; reason: "already_deactivated" }> {
  const made = await tx.count`
    insert into member_deactivations (tenant_id, user_id, deactivated_by, deactivated_at)
    values (${tx.tenantId}, ${userId}, ${actor.kind === "member" ? actor.id : null}, ${now})
    on conflict (tenant_id, user_id) do nothing`;
  if (made === 0) return { ok: false, reason: "already_deactivated" };
  const endedSessions = await endMembershipSessions(tx, { userId, because: "member_deactivated", now });
  announceChange(tx);
  await recordAudit(tx, {
    actor,
    action: "member.deactivated",
    subject: { kind: "member", id },
    detail: { name, ended_sessions: endedSessions.length },
  });
  return { ok: true, endedSessions };
}
