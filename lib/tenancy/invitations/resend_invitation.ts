import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { type AnyRole, covers, type Grantable, permissionsOf } from "@/lib/identity/permissions.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Tenant } from "../directory.ts";
import { mayManage, standings } from "../membership/standing.ts";
import { invitationUrl, issueToken } from "./issue_token.ts";
import { mailInvitation } from "./invite.ts";
import { invitationEnd, refuseTooManyInvitations } from "./limits.ts";

export type ResentInvitation =
  /** `url` of a link alone: what goes by mail is shown to nobody else. */
  | { ok: true; url?: string }
  | { ok: false; reason: "not_found" | "above_your_role" }
  | TooMany;

type Resending = { invitationId: string; by: string; actor: Actor; now: Date };

type Row = { email: string | null; expiresAt: Date; role: AnyRole; granted: Grantable[] | null };

/**
 * A new token, for seven days from now; the one before is dead. Whoever sends it again is from then on who invites, and
 * so gives no more than they hold.
 */
export async function resendInvitation(
  tenant: Pick<Tenant, "id" | "slug" | "name">,
  { invitationId, by, actor, now }: Resending,
): Promise<ResentInvitation> {
  const tooMany = await refuseTooManyInvitations(tenant.id, now);
  if (tooMany) return tooMany;
  return await asTenant(tenant.id, async (tx) => {
    const { acting } = await standings(tx, { by, memberId: by });
    const open = await tx.row<Row>`
      select i.email, i.expires_at as "expiresAt", i.role, r.permissions as granted
        from invitations i left join roles r on r.tenant_id = i.tenant_id and r.id = i.role_id
       where i.tenant_id = ${tx.tenantId} and i.id = ${invitationId} and i.revoked_at is null
         and i.uses < i.most_uses for update of i`;
    if (!open) return { ok: false, reason: "not_found" };
    if (
      !acting || !mayManage(acting) || !covers(acting.permissions, permissionsOf(open.role, open.granted))
    ) {
      return { ok: false, reason: "above_your_role" };
    }
    // The link that it was asked by no longer counts: a member has asked anew.
    const expiresAt = open.expiresAt > invitationEnd(now) ? open.expiresAt : invitationEnd(now);
    await tx.count`
      update invitations set expires_at = ${expiresAt}, invited_by = ${actor.id}, link_id = null
       where tenant_id = ${tx.tenantId} and id = ${invitationId}`;
    await recordAudit(tx, {
      actor,
      action: "invitation.resent",
      subject: { kind: "invitation", id: invitationId },
      detail: open.email === null ? { link: true } : { email: open.email },
    });
    if (open.email === null) {
      return { ok: true, url: invitationUrl(tenant.slug, await issueToken(tx, { invitationId, now })) };
    }
    await mailInvitation(tx, {
      tenant,
      invitationId,
      email: open.email,
      inviterName: actor.name,
      expiresAt,
      now,
    });
    return { ok: true };
  });
}
