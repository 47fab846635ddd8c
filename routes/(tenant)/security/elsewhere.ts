import { endSessionsElsewhere } from "@/lib/identity/factors/end_sessions_elsewhere.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { requireOwnProof } from "@/routes/(_http)/require_own_proof.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    requireOwnProof(ctx.state);
    const ask = await requireFresh(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const { tenant, member, session, actor } = ctx.state;
    await endSessionsElsewhere(tenant.id, { member, but: session!.sessionId, actor, now: new Date() });
    return ctx.redirect("/security?notice=signed-out-elsewhere", 303);
  },
});
