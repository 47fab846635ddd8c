import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import { resetMemberFactors } from "@/lib/tenancy/membership/reset_member_factors.ts";
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
    const done = await resetMemberFactors(tenant.id, { memberId, by: member.id, actor, now: new Date() });
    const notice = done.ok ? "factors-reset" : noticeOf(done);
    return ctx.redirect(`/members/${ctx.params.id}?notice=${notice}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { sheet }, state: { tenant } }) => (
  <>
    <PageHeader title={`Reset the second factors of ${sheet.name}?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>
          This is for somebody who has lost their phone and their recovery codes. Be sure that it is{" "}
          {sheet.name} who asks you, and not somebody who says so: call them, or meet them.
        </p>
        <ul class="list-disc space-y-1.5 pl-5">
          <li>
            Authenticator apps, passkeys and recovery codes that they have now are not asked for in{" "}
            {tenant.name} any more, and do not count here.
          </li>
          <li>They sign in as before otherwise, and can set up new ones at once.</li>
          <li>In other houses where they live nothing changes.</li>
          <li>
            A mail to <span class="break-all">{sheet.email}</span> says that you did this.
          </li>
        </ul>
        <form method="post" class="flex flex-wrap gap-3">
          <Button look="danger">Reset their second factors</Button>
          <Button look="quiet" href={`/members/${publicId("mem", sheet.id)}`}>Leave as it is</Button>
        </form>
      </div>
    </Card>
  </>
));
