import { HttpError, page } from "fresh";
import { PageHeader } from "@/components/PageHeader.tsx";
import { parsePublicId } from "@/lib/ids.ts";
import { resendInvitation } from "@/lib/tenancy/invitations/resend_invitation.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { LinkShownOnce } from "../../(_parts)/link_shown_once.tsx";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first, or reloads. */
  GET: (ctx) => ctx.redirect("/members", 303),

  async POST(ctx) {
    requirePermission(ctx.state, "members.manage");
    const { tenant, member, actor } = ctx.state;
    const invitationId = parsePublicId("inv", ctx.params.id);
    if (!invitationId) throw new HttpError(404);
    const resent = await resendInvitation(tenant, { invitationId, by: member.id, actor, now: new Date() });
    if (resent.ok) {
      return resent.url ? page({ url: resent.url }) : ctx.redirect("/members?notice=invited-again", 303);
    }
    switch (resent.reason) {
      case "not_found":
        return ctx.redirect("/members?notice=invitation-over", 303);
      case "above_your_role":
        throw new HttpError(403, "Your role does not allow this");
      case "too_many":
        return ctx.redirect("/members?notice=invitations-enough", 303);
    }
  },
});

export default define.page<typeof handler>(({ data: { url } }) => (
  <>
    <PageHeader title="A new link" lead="The one before is dead: it says that there is a newer one." />
    <LinkShownOnce url={url} />
  </>
));
