import { endOperatorSessions } from "@/lib/identity/end_sessions.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { afterEnding } from "@/routes/(_http)/which_sessions.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { define } from "@/utils.ts";

/** What a notice offers after a change of what signs the operator in. */
export const handler = define.handlers({
  async POST(ctx) {
    const ask = await requireFreshOperator(ctx, { sent: await readForm(ctx.req), back: "/admin/security" });
    if (ask) return ask;
    const { session, actor } = ctx.state;
    const { userId, sessionId } = session!;
    await endOperatorSessions({ userId, which: { but: sessionId }, operator: actor.name, now: new Date() });
    return afterEnding(ctx, { isOver: false, list: "/admin/security", door: "/admin/signin" });
  },
});
