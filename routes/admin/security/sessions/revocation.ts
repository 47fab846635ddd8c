import { endOperatorSessions } from "@/lib/identity/end_sessions.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { afterEnding, whichSessions } from "@/routes/(_http)/which_sessions.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { session, actor } = ctx.state;
    const { userId, sessionId } = session!;
    const which = whichSessions((await readForm(ctx.req)).which, sessionId);
    await endOperatorSessions({ userId, which, operator: actor.name, now: new Date() });
    return afterEnding(ctx, { isOver: which === "all", list: "/admin/security", door: "/admin/signin" });
  },
});
