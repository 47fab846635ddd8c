import { HttpError } from "fresh";
import { define } from "@/utils.ts";
import { ownOrigin } from "./own_origin.ts";

type Exception = { path: string; reason: string };

/** The whole list of state-changing requests that another origin may send. */
export const ORIGIN_EXCEPTIONS: Exception[] = [
  { path: "/api/", reason: "Authenticated by a bearer key alone; no cookie is read" },
  { path: "/scim/v2/", reason: "Authenticated by the bearer token of a directory alone; no cookie is read" },
  {
    path: "/auth/callback/",
    reason:
      "A provider's page posts its answer here; it counts once, for the state and the cookie of the browser that left",
  },
];

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Sibling subdomains are same-site, so SameSite cookies do not keep them out: the exact origin does. A request
 * without Origin is let through only when it carries no cookie; browsers send Origin with every post.
 */
export const refuseForeignOrigin = define.middleware(async (ctx) => {
  if (SAFE_METHODS.includes(ctx.req.method)) return await ctx.next();
  if (ORIGIN_EXCEPTIONS.some((it) => ctx.url.pathname.startsWith(it.path))) return await ctx.next();
  const origin = ctx.req.headers.get("origin");
  if (origin === null && !ctx.req.headers.has("cookie")) return await ctx.next();
  if (origin === ownOrigin(ctx.state)) return await ctx.next();
  throw new HttpError(403, `Cross-origin request from "${origin}" was refused`);
});
