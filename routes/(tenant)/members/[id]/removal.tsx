import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { listKeysMadeBy } from "@/lib/identity/list_keys_made_by.ts";
import { publicId } from "@/lib/ids.ts";
import { removeMember } from "@/lib/tenancy/membership/remove_member.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { manageable } from "../(_http)/manageable.ts";
import { memberOf } from "../(_http)/member_of.ts";
import { noticeOf } from "../(_http)/refusal.ts";
import { KeysThatStay } from "../(_parts)/keys_made.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    const sheet = await manageable(ctx);
    return page({ sheet, keys: await listKeysMadeBy(ctx.state.tenant.id, sheet.userId) });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "members.manage");
    const { tenant, member, actor } = ctx.state;
    const { id: memberId } = await memberOf(ctx);
    const ask = await requireFresh(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const done = await removeMember(tenant.id, { memberId, by: member.id, actor, now: new Date() });
    if (done.ok) return ctx.redirect("/members?notice=member-removed", 303);
    return ctx.redirect(`/members/${ctx.params.id}?notice=${noticeOf(done)}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { sheet, keys }, state: { tenant, member, clock } }) => (
  <>
    <PageHeader title={`Remove ${sheet.name}?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>From this moment on:</p>
        <ul class="list-disc space-y-1.5 pl-5">
          <li>{sheet.name} is signed out of {tenant.name} everywhere and is no member any more.</li>
          <li>What they did stays in the audit log, and whatever they sent or made stays too.</li>
          <li>To come back they need a new invitation. Deactivate them instead if it is only for a while.</li>
        </ul>
        <KeysThatStay name={sheet.name} keys={keys} clock={clock} permissions={member.permissions} />
        <form method="post" class="flex flex-wrap gap-3">
          <Button look="danger">Remove {sheet.name}</Button>
          <Button look="quiet" href={`/members/${publicId("mem", sheet.id)}`}>Leave as it is</Button>
        </form>
      </div>
    </Card>
  </>
));
