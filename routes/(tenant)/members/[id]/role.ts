import { changeRole } from "@/lib/tenancy/membership/change_role.ts";
import { readRoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
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
    const back = `/members/${ctx.params.id}`;
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent, back });
    if (ask) return ask;
    const to = readRoleChoice(sent.role ?? "");
    if (!to) return ctx.redirect(`${back}?notice=role-gone`, 303);
    const changed = await changeRole(tenant.id, { memberId, to, by: member.id, actor, now: new Date() });
    // Who steps down may not see this page any more.
    const page = memberId === member.id ? "/dashboard" : back;
    return ctx.redirect(
      changed.ok ? `${page}?notice=role-given` : `${back}?notice=${noticeOf(changed)}`,
      303,
    );
  },
});
