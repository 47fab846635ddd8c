import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import { mailPasswordLink } from "@/lib/tenancy/membership/mail_password_link.ts";
import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { manageable } from "../(_http)/manageable.ts";
import { noticeOf } from "../(_http)/refusal.ts";

export const handler = define.handlers({
  GET: async (ctx) => page({ sheet: await manageable(ctx) }),

  async POST(ctx) {
    const { id: memberId } = await manageable(ctx);
    const ask = await requireFresh(ctx, { sent: {} });
    if (ask) return ask;
    const { tenant, member, actor } = ctx.state;
    const asked = { memberId, by: member.id, actor, origin: ownOrigin(ctx.state), now: new Date() };
    const mailed = await mailPasswordLink(tenant.id, asked);
    const notice = mailed.ok ? "password-link-mailed" : noticeOf(mailed);
    return ctx.redirect(`/members/${ctx.params.id}?notice=${notice}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { sheet } }) => (
  <>
    <PageHeader title={`Mail ${sheet.name} a link for a new password?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>
          The link goes to their own address, works once and for half an hour, and lets them choose a password
          that nobody else sees. Until they do, the one that they have stays good.
        </p>
        <p>Setting it signs them out everywhere. It takes nothing from their second factor.</p>
        <form method="post" class="flex flex-wrap gap-3">
          <Button>Mail the link</Button>
          <Button look="quiet" href={`/members/${publicId("mem", sheet.id)}`}>Leave as it is</Button>
        </form>
      </div>
    </Card>
  </>
));
