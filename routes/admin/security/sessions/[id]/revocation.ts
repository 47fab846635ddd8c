import { HttpError } from "fresh";
import { endOperatorSessions } from "@/lib/identity/end_sessions.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { afterEnding } from "@/routes/(_http)/which_sessions.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { session, actor } = ctx.state;
    const { userId, sessionId } = session!;
    const only = parsePublicId("ses", ctx.params.id);
    if (!only) throw new HttpError(404);
    await endOperatorSessions({ userId, which: { only }, operator: actor.name, now: new Date() });
    return afterEnding(ctx, { isOver: only === sessionId, list: "/admin/security", door: "/admin/signin" });
  },
});
