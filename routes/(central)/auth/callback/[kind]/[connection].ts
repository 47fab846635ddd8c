import { type Context, HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { answerCallback } from "@/routes/(_http)/answer_callback.ts";
import { define, type State } from "@/utils.ts";

/** Of a connection: each has an address of its own, so that one provider's answer never counts as another's. */
export const handler = define.handlers({
  GET: (ctx) => answer(ctx),
  POST: (ctx) => answer(ctx),
});

async function answer(ctx: Context<State>): Promise<Response> {
  const connectionId = parsePublicId("con", ctx.params.connection);
  if (!connectionId) throw new HttpError(404);
  return await answerCallback(ctx, { kind: ctx.params.kind, connectionId });
}
