import { HttpError } from "fresh";
import { letIndex } from "@/routes/(_http)/let_index.ts";
import { define } from "@/utils.ts";

/** The public site lives on the base host; a tenant's host has only its front door. */
export default define.middleware(async (ctx) => {
  if (ctx.state.host.kind === "tenant") {
    if (ctx.url.pathname === "/") return ctx.redirect("/dashboard", 303);
    throw new HttpError(404);
  }
  return letIndex(ctx, await ctx.next());
});
