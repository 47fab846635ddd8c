import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { announceChange } from "@/lib/usage/announce.ts";
import { type Acting, type NotOverThem, refuseOver, standings } from "./standing.ts";

export type Reactivation = { ok: true } | { ok: false; reason: "not_deactivated" } | NotOverThem;

/** Opens the house to a member again, with the role they had; they sign in anew. */
export async function reactivateMember(tenantId: string, acting: Acting): Promise<Reactivation> {
  return await asTenant(tenantId, async (tx) => {
    const { acting: by, target } = await standings(tx, acting);
    const refusal = refuseOver({ acting: by, target });
    if (refusal) return refusal;
    return await reactivate(tx, { member: target!, actor: acting.actor });
  });
}

/** The same for whoever needs no permission, such as a directory. */
export async function reactivate(
  tx: TenantTx,
  { member: { id, userId, name }, actor }: {
    member: { id: string; userId: string; name: string };
    actor: Actor;
  },
): Promise<{ ok: true } | { ok: false; reason: "not_deactivated" }> {
  const lifted = await tx.count`
    delete from member_deactivations where tenant_id = ${tx.tenantId} and user_id = ${userId}`;
  if (lifted === 0) return { ok: false, reason: "not_deactivated" };
  announceChange(tx);
  await recordAudit(tx, {
    actor,
    action: "member.reactivated",
    subject: { kind: "member", id },
    detail: { name },
  });
  return { ok: true };
}
