import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import type { AnyRole } from "@/lib/identity/permissions.ts";
import { tenantOrigin } from "../host.ts";
import { mailInvitation, membersAt } from "./invite.ts";
import { invitationEnd } from "./limits.ts";

type Link = {
  role: AnyRole;
  roleId: string | null;
  inviterId: string;
  inviterName: string;
  expiresAt: Date;
};

/** The handler of `invitation.ask`. Who lives here already is told so, by mail alone. */
export async function mailAskedInvitationJob(job: Job<"invitation.ask">): Promise<void> {
  const now = new Date();
  const { linkId, to, slug, tenantName } = job.payload;
  const tenant = { slug, name: tenantName };
  await asTenant(job.tenantId, async (tx) => {
    const link = await openLink(tx, linkId, now);
    if (!link) return;
    const [member] = await membersAt(tx, to);
    if (member) return await tellMember(tx, { tenant, to });
    const waiting = await invitationAt(tx, { link, linkId, email: to, now });
    await mailInvitation(tx, { tenant, ...waiting, email: to, inviterName: link.inviterName, now });
  });
}

async function openLink(tx: TenantTx, linkId: string, now: Date): Promise<Link | undefined> {
  return await tx.row<Link>`
    select i.role, i.role_id as "roleId", i.invited_by as "inviterId", m.name as "inviterName",
           i.expires_at as "expiresAt"
      from invitations i join members m on m.tenant_id = i.tenant_id and m.user_id = i.invited_by
     where i.tenant_id = ${tx.tenantId} and i.id = ${linkId} and i.email is null and i.revoked_at is null
       and i.uses < i.most_uses and i.expires_at > ${now}`;
}

async function tellMember(
  tx: TenantTx,
  { tenant, to }: { tenant: { slug: string; name: string }; to: string },
): Promise<void> {
  await sendMail(tx, {
    to,
    template: "lives_here",
    data: { tenantName: tenant.name, url: `${tenantOrigin(tenant.slug)}/signin` },
  });
}

type Asking = { link: Link; linkId: string; email: string; now: Date };

/** The invitation that waits for this address, if a member has sent one; else a new one, by the link. */
async function invitationAt(
  tx: TenantTx,
  { link, linkId, email, now }: Asking,
): Promise<{ invitationId: string; expiresAt: Date }> {
  const end = invitationEnd(now);
  const row = await tx.row<{ invitationId: string; expiresAt: Date }>`
    insert into invitations
      (tenant_id, id, email, link_id, role, role_id, invited_by, created_at, expires_at, most_uses)
    values (${tx.tenantId}, ${newId()}, ${email}, ${linkId}, ${link.role}, ${link.roleId}, ${link.inviterId}, ${now},
            ${end < link.expiresAt ? end : link.expiresAt}, 1)
    on conflict (tenant_id, email_lc) where email_lc is not null and uses = 0 and revoked_at is null
      do update set expires_at = greatest(invitations.expires_at, excluded.expires_at)
    returning id as "invitationId", expires_at as "expiresAt"`;
  return row!;
}
