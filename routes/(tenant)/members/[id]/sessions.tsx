import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { listSessions } from "@/lib/identity/list_sessions.ts";
import { publicId } from "@/lib/ids.ts";
import { endMemberSessions } from "@/lib/tenancy/membership/end_member_sessions.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { manageable } from "../(_http)/manageable.ts";
import { noticeOf } from "../(_http)/refusal.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const sheet = await manageable(ctx);
    const { open } = await listSessions(ctx.state.tenant.id, { userId: sheet.userId, now: new Date() });
    return page({ sheet, open: open.length });
  },

  async POST(ctx) {
    const { id: memberId } = await manageable(ctx);
    const ask = await requireFresh(ctx, { sent: {} });
    if (ask) return ask;
    const { tenant, member, actor } = ctx.state;
    const done = await endMemberSessions(tenant.id, { memberId, by: member.id, actor, now: new Date() });
    const notice = done.ok ? "member-signed-out" : noticeOf(done);
    return ctx.redirect(`/members/${ctx.params.id}?notice=${notice}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { sheet, open }, state: { tenant } }) => (
  <>
    <PageHeader title={`Sign ${sheet.name} out everywhere?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>{openText(sheet.name, { open, house: tenant.name })}</p>
        <ul class="list-disc space-y-1.5 pl-5">
          <li>Every session of theirs here ends at once, on every device.</li>
          <li>They stay a member and can sign in again. Deactivate them instead to keep them out.</li>
          <li>In other houses where they live they stay signed in.</li>
        </ul>
        <form method="post" class="flex flex-wrap gap-3">
          <Button look="danger">Sign {sheet.name} out</Button>
          <Button look="quiet" href={`/members/${publicId("mem", sheet.id)}`}>Leave as it is</Button>
        </form>
      </div>
    </Card>
  </>
));

function openText(name: string, { open, house }: { open: number; house: string }): string {
  if (open === 0) return `${name} is not signed in to ${house} now.`;
  return `${name} is signed in to ${house} ${open === 1 ? "once" : `${open} times`} now.`;
}
