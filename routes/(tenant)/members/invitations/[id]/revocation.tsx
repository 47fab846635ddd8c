import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { parsePublicId, publicId } from "@/lib/ids.ts";
import { listInvitations } from "@/lib/tenancy/invitations/list_invitations.ts";
import { revokeInvitation } from "@/lib/tenancy/invitations/revoke_invitation.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "members.manage");
    const invitationId = parsePublicId("inv", ctx.params.id);
    const open = invitationId ? await listInvitations(ctx.state.tenant.id) : [];
    const invitation = open.find((it) => it.id === invitationId);
    if (!invitation) throw new HttpError(404);
    return page(invitation);
  },

  async POST(ctx) {
    requirePermission(ctx.state, "members.manage");
    const { tenant, actor } = ctx.state;
    const invitationId = parsePublicId("inv", ctx.params.id);
    if (!invitationId) throw new HttpError(404);
    const revoked = await revokeInvitation(tenant.id, { invitationId, actor, now: new Date() });
    return ctx.redirect(`/members?notice=${revoked.ok ? "invitation-revoked" : "invitation-over"}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { id, email, uses } }) => (
  <>
    <PageHeader title={email === null ? "Revoke the link?" : "Revoke the invitation?"} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>
          {email === null
            ? "From this moment on nobody comes in by this link, nor by the mails that were asked for with it."
            : (
              <>
                From this moment on the link that we mailed to <strong class="break-all">{email}</strong>{" "}
                lets nobody in. You can invite the address again.
              </>
            )}
          {uses > 0 && " Who has come in by it stays a member."}
        </p>
        <form method="post" class="flex flex-wrap gap-3">
          <Button look="danger">{email === null ? "Revoke the link" : "Revoke the invitation"}</Button>
          <Button look="quiet" href={`/members#${publicId("inv", id)}`}>Keep it</Button>
        </form>
      </div>
    </Card>
  </>
));
