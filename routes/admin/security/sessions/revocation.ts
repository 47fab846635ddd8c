import { endOperatorSessions } from "@/lib/identity/end_sessions.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { afterEnding, whichSessions } from "@/routes/(_http)/which_sessions.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const ask = await requireFreshOperator(ctx, { sent, back: "/admin/security" });
    if (ask) return ask;
    const { session, actor } = ctx.state;
    const { userId, sessionId } = session!;
    const which = whichSessions(sent.which, sessionId);
    await endOperatorSessions({ userId, which, operator: actor.name, now: new Date() });
    return afterEnding(ctx, { isOver: which === "all", list: "/admin/security", door: "/admin/signin" });
  },
});
