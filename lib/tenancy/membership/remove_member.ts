import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { endMembershipSessions } from "@/lib/identity/end_membership_sessions.ts";
import { refuseSessions } from "@/lib/identity/end_sessions.ts";
import { announceChange } from "@/lib/usage/announce.ts";
import { type LastOwner, orLastOwner } from "./keep_an_owner.ts";
import { type Acting, type NotOverThem, refuseOver, type Standing, standings } from "./standing.ts";

export type Removal = { ok: true } | NotOverThem | LastOwner;

/** Ends a membership; what the person did stays, and so do the keys they made. A new one takes a new invitation. */
export async function removeMember(tenantId: string, acting: Acting): Promise<Removal> {
  const outcome = await orLastOwner(asTenant(tenantId, async (tx) => {
    const { acting: by, target } = await standings(tx, acting);
    const refusal = refuseOver({ acting: by, target });
    if (refusal) return refusal;
    return await endMembership(tx, target!, {
      action: "member.removed",
      actor: acting.actor,
      now: acting.now,
    });
  }));
  if (!outcome.ok) return outcome;
  await refuseSessions(outcome.endedSessions, acting.now);
  return { ok: true };
}

export type Leaving = { ok: true } | { ok: false; reason: "not_found" } | LastOwner;

/** A member goes, of their own will. */
export async function leaveTenant(
  tenantId: string,
  { memberId, actor, now }: Omit<Acting, "by">,
): Promise<Leaving> {
  const outcome = await orLastOwner(asTenant(tenantId, async (tx) => {
    const { target } = await standings(tx, { by: memberId, memberId });
    if (!target) return { ok: false, reason: "not_found" } as const;
    return await endMembership(tx, target, { action: "member.left", actor, now });
  }));
  if (!outcome.ok) return outcome;
  await refuseSessions(outcome.endedSessions, now);
  return { ok: true };
}

type Ending = { action: "member.removed" | "member.left"; actor: Actor; now: Date };

/** The same for whoever needs no permission, such as a directory: hand `endedSessions` to `refuseSessions()` afterwards. */
export async function endMembership(
  tx: TenantTx,
  { id, userId, name, email, role, roleName }: Standing,
  { action, actor, now }: Ending,
): Promise<{ ok: true; endedSessions: string[] }> {
  await tx.count`delete from members where tenant_id = ${tx.tenantId} and id = ${id}`;
  const endedSessions = await endMembershipSessions(tx, { userId, because: "member_left", now });
  announceChange(tx);
  await recordAudit(tx, {
    actor,
    action,
    subject: { kind: "member", id },
    detail: { name, email, role: roleName ?? role, ended_sessions: endedSessions.length },
  });
  return { ok: true, endedSessions };
}
