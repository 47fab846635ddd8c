import { markBreakGlass, unmarkBreakGlass } from "@/lib/identity/connections/break_glass.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";

const NOTICES = {
  not_an_owner: "break-glass-not-owner",
  no_second_factor: "break-glass-no-factor",
  not_marked: "break-glass-unmarked",
  last_one: "break-glass-last",
} as const;

export const handler = define.handlers({
  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent, back: "/sso" });
    if (ask) return ask;
    const { user = "", marked } = sent;
    const { tenant, actor } = ctx.state;
    // An id that is none is nobody's.
    const userId = parsePublicId("usr", user) ?? tenant.id;
    const done = marked === "yes"
      ? await markBreakGlass(tenant.id, { userId, actor, now: new Date() })
      : await unmarkBreakGlass(tenant.id, { userId, actor });
    const said = marked === "yes" ? "break-glass-marked" : "break-glass-unmarked";
    return ctx.redirect(`/sso?notice=${done.ok ? said : NOTICES[done.reason]}#break-glass`, 303);
  },
});
