import { HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { replayDeadLetter } from "@/lib/operator/replay_dead_letter.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { withNotice } from "@/routes/(_http)/with_notice.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const tenantId = parsePublicId("ten", ctx.params.id);
    const jobId = parsePublicId("job", ctx.params.job);
    if (!tenantId || !jobId) throw new HttpError(404);
    const sent = await readForm(ctx.req);
    const back = safePath(sent.back, "/admin/jobs");
    const ask = await requireFreshOperator(ctx, { sent, back });
    if (ask) return ask;
    const { ok } = await replayDeadLetter({ tenantId, jobId, actor: ctx.state.actor });
    return ctx.redirect(withNotice(back, ok ? "job-replayed" : "job-not-dead"), 303);
  },
});
