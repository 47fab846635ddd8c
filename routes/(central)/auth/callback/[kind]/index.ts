import { answerCallback } from "@/routes/(_http)/answer_callback.ts";
import { define } from "@/utils.ts";

/** Of a method that is one for all tenants. */
export const handler = define.handlers({
  GET: (ctx) => answerCallback(ctx, { kind: ctx.params.kind }),
  POST: (ctx) => answerCallback(ctx, { kind: ctx.params.kind }),
});
