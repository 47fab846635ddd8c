import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { covers } from "@/lib/identity/permissions.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import { newId } from "@/lib/ids.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import type { Tenant } from "../directory.ts";
import { mayManage, standings } from "../membership/standing.ts";
import { type HeldRole, holdRole, type RoleChoice } from "../roles/role_choice.ts";
import { invitationUrl, issueToken } from "./issue_token.ts";
import { invitationEnd, refuseTooManyInvitations } from "./limits.ts";

export type Inviting = {
  role: RoleChoice;
  /** Id of the row in `members` of who invites. */
  by: string;
  actor: Actor;
  now: Date;
};

type Unfit = { ok: false; reason: "above_your_role" | "unknown_role" };

export type Invited =
  | { ok: true; invitationId: string }
  | { ok: false; reason: "member_already" | "deactivated" | "invited_already" }
  | Unfit
  | TooMany;

/** Mails a way in to one address. Whether the person is known elsewhere makes no difference, and is not said. */
export async function invite(
  tenant: Pick<Tenant, "id" | "slug" | "name">,
  { email, ...inviting }: Inviting & { email: string },
): Promise<Invited> {
  const tooMany = await refuseTooManyInvitations(tenant.id, inviting.now);
  if (tooMany) return tooMany;
  return await asTenant(tenant.id, async (tx) => {
    const role = await giveable(tx, inviting);
    if ("reason" in role) return role;
    const [member] = await membersAt(tx, email);
    if (member) return { ok: false, reason: member.isDeactivated ? "deactivated" : "member_already" };
    const { now, actor } = inviting;
    const invitationId = newId();
    const made = await tx.count`
      insert into invitations (tenant_id, id, email, role, role_id, invited_by, created_at, expires_at, most_uses)
      values (${tx.tenantId}, ${invitationId}, ${email}, ${inviting.role.role}, ${role.roleId}, ${actor.id}, ${now},
              ${invitationEnd(now)}, 1)
      on conflict (tenant_id, email_lc) where email_lc is not null and uses = 0 and revoked_at is null do nothing`;
    if (made === 0) return { ok: false, reason: "invited_already" };
    const expiresAt = invitationEnd(now);
    await mailInvitation(tx, { tenant, invitationId, email, inviterName: actor.name, expiresAt, now });
    await recordAudit(tx, {
      actor,
      action: "invitation.created",
      subject: { kind: "invitation", id: invitationId },
      detail: { email, role: role.name },
    });
    return { ok: true, invitationId };
  });
}

export type LinkMade = { ok: true; invitationId: string; url: string } | Unfit | TooMany;

/** A link to hand around. @returns its address, which is kept nowhere. */
export async function makeLink(
  tenant: Pick<Tenant, "id" | "slug">,
  { uses, expiresAt, ...inviting }: Inviting & { uses: number; expiresAt: Date },
): Promise<LinkMade> {
  const tooMany = await refuseTooManyInvitations(tenant.id, inviting.now);
  if (tooMany) return tooMany;
  return await asTenant(tenant.id, async (tx) => {
    const role = await giveable(tx, inviting);
    if ("reason" in role) return role;
    const { now, actor } = inviting;
    const invitationId = newId();
    await tx.count`
      insert into invitations (tenant_id, id, role, role_id, invited_by, created_at, expires_at, most_uses)
      values (${tx.tenantId}, ${invitationId}, ${inviting.role.role}, ${role.roleId}, ${actor.id}, ${now}, ${expiresAt},
              ${uses})`;
    const token = await issueToken(tx, { invitationId, now });
    await recordAudit(tx, {
      actor,
      action: "invitation.created",
      subject: { kind: "invitation", id: invitationId },
      detail: { link: true, role: role.name, uses, until: expiresAt.toISOString() },
    });
    return { ok: true, invitationId, url: invitationUrl(tenant.slug, token) };
  });
}

type Mailing = {
  tenant: Pick<Tenant, "slug" | "name">;
  invitationId: string;
  email: string;
  inviterName: string;
  expiresAt: Date;
  now: Date;
};

const DAY_MS = 86_400_000;

/** With a new token, which goes into the mail and nowhere else: that is why it proves the address. */
export async function mailInvitation(
  tx: TenantTx,
  { tenant, invitationId, email, inviterName, expiresAt, now }: Mailing,
): Promise<void> {
  const token = await issueToken(tx, { invitationId, now });
  await sendMail(tx, {
    to: email,
    template: "invitation",
    data: {
      inviterName,
      tenantName: tenant.name,
      acceptUrl: invitationUrl(tenant.slug, token),
      days: Math.ceil((expiresAt.getTime() - now.getTime()) / DAY_MS),
    },
  });
}

/** Those who live here under this address, proven or not. */
export async function membersAt(
  tx: TenantTx,
  email: string,
): Promise<{ userId: string; isDeactivated: boolean }[]> {
  return await tx.rows`
    select m.user_id as "userId",
           exists (select from member_deactivations d
                    where d.tenant_id = m.tenant_id and d.user_id = m.user_id) as "isDeactivated"
      from members m where m.tenant_id = ${tx.tenantId} and m.email_lc = lower(${email})
     order by m.joined_at`;
}

async function giveable(tx: TenantTx, { by, role: choice }: Inviting): Promise<HeldRole | Unfit> {
  const { acting } = await standings(tx, { by, memberId: by });
  const role = await holdRole(tx, choice);
  if (!role) return { ok: false, reason: "unknown_role" };
  if (!acting || !mayManage(acting) || !covers(acting.permissions, role.permissions)) {
    return { ok: false, reason: "above_your_role" };
  }
  return role;
}
