import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";

export type InvitationRevoked = { ok: true } | { ok: false; reason: "not_found" };

/** Nobody comes in by it any more, nor by the mails that were asked for with it. Twice is once. */
export async function revokeInvitation(
  tenantId: string,
  { invitationId, actor, now }: { invitationId: string; actor: Actor; now: Date },
): Promise<InvitationRevoked> {
  return await asTenant(tenantId, async (tx) => {
    const revoked = await tx.row<{ email: string | null }>`
      update invitations set revoked_at = ${now}, revoked_by = ${actor.id}
       where tenant_id = ${tx.tenantId} and id = ${invitationId} and revoked_at is null and uses < most_uses
      returning email`;
    if (!revoked) return { ok: false, reason: "not_found" };
    await recordAudit(tx, {
      actor,
      action: "invitation.revoked",
      subject: { kind: "invitation", id: invitationId },
      detail: revoked.email === null ? { link: true } : { email: revoked.email },
    });
    return { ok: true };
  });
}
