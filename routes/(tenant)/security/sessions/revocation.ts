import { endSessions } from "@/lib/identity/end_sessions.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { afterEnding, whichSessions } from "@/routes/(_http)/which_sessions.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first. */
  GET: (ctx) => ctx.redirect("/security", 303),

  async POST(ctx) {
    const { tenant, member, actor, session } = ctx.state;
    const sent = await readForm(ctx.req);
    const which = whichSessions(sent.which, session!.sessionId);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    await endSessions(tenant.id, { member, which, because: "revoked_by_self", actor, now: new Date() });
    return afterEnding(ctx, { isOver: which === "all", list: "/security", door: "/signin" });
  },
});
