import { HttpError } from "fresh";
import { endSessions } from "@/lib/identity/end_sessions.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { afterEnding } from "@/routes/(_http)/which_sessions.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first. */
  GET: (ctx) => ctx.redirect("/security", 303),

  async POST(ctx) {
    const { tenant, member, actor, session } = ctx.state;
    const only = parsePublicId("ses", ctx.params.id);
    if (!only) throw new HttpError(404);
    const ask = await requireFresh(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const ending = { member, which: { only }, because: "revoked_by_self", actor, now: new Date() } as const;
    await endSessions(tenant.id, ending);
    return afterEnding(ctx, { isOver: only === session!.sessionId, list: "/security", door: "/signin" });
  },
});
