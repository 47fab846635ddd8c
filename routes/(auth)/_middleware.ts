import { HttpError } from "fresh";
import { letIndex } from "@/routes/(_http)/let_index.ts";
import { define } from "@/utils.ts";

/** The front door of a tenant. On the base host only `/signin` answers: it asks which door. */
export default define.middleware(async (ctx) => {
  if (ctx.state.host.kind !== "tenant" && ctx.url.pathname !== "/signin") throw new HttpError(404);
  return letIndex(ctx, await ctx.next());
});
