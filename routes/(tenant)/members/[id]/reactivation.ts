import { reactivateMember } from "@/lib/tenancy/membership/reactivate_member.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { memberOf } from "../(_http)/member_of.ts";
import { noticeOf } from "../(_http)/refusal.ts";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first. */
  GET: (ctx) => ctx.redirect(`/members/${ctx.params.id}`, 303),

  async POST(ctx) {
    requirePermission(ctx.state, "members.manage");
    const { tenant, member, actor } = ctx.state;
    const { id: memberId } = await memberOf(ctx);
    const done = await reactivateMember(tenant.id, { memberId, by: member.id, actor, now: new Date() });
    const notice = done.ok ? "member-reactivated" : noticeOf(done);
    return ctx.redirect(`/members/${ctx.params.id}?notice=${notice}`, 303);
  },
});
