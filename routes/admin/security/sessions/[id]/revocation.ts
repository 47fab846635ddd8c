import { HttpError } from "fresh";
import { endOperatorSessions } from "@/lib/identity/end_sessions.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { afterEnding } from "@/routes/(_http)/which_sessions.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const ask = await requireFreshOperator(ctx, { sent: await readForm(ctx.req), back: "/admin/security" });
    if (ask) return ask;
    const { session, actor } = ctx.state;
    const { userId, sessionId } = session!;
    const only = parsePublicId("ses", ctx.params.id);
    if (!only) throw new HttpError(404);
    await endOperatorSessions({ userId, which: { only }, operator: actor.name, now: new Date() });
    return afterEnding(ctx, { isOver: only === sessionId, list: "/admin/security", door: "/admin/signin" });
  },
});
