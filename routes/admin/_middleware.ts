import { HttpError } from "fresh";
import { findOperator } from "@/lib/operator/find_operator.ts";
import { define } from "@/utils.ts";

/** For operators, on the base host. To everybody else there is no such page. */
export default define.middleware(async (ctx) => {
  if (ctx.state.host.kind !== "base") throw new HttpError(404);
  if (ctx.url.pathname === "/admin/signin") return await ctx.next();
  const { session } = ctx.state;
  if (!session) return ctx.redirect("/admin/signin", 303);
  const operator = await findOperator(session.userId);
  if (!operator) throw new HttpError(404);
  ctx.state.actor = {
    kind: "operator",
    id: operator.userId,
    name: operator.name,
    requestId: ctx.state.requestId,
  };
  return await ctx.next();
});
