import { HttpError } from "fresh";
import { define } from "@/utils.ts";

/** Where a login passes through the base host, for every tenant alike. A tenant's host has no such pages. */
export default define.middleware(async (ctx) => {
  if (ctx.state.host.kind !== "base") throw new HttpError(404);
  return await ctx.next();
});
