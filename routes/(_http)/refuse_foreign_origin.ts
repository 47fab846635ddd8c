import { HttpError } from "fresh";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";
import { ownOrigin } from "./own_origin.ts";

type Exception = {
  path: string;
  /** The one other origin that may post here; undefined where no cookie is read, so that any may. */
  from?: () => string;
  reason: string;
};

/** The whole list of state-changing requests that another origin may send. */
export const ORIGIN_EXCEPTIONS: Exception[] = [
  { path: "/api/", reason: "Authenticated by a bearer key alone; no cookie is read" },
  { path: "/scim/v2/", reason: "Authenticated by the bearer token of a directory alone; no cookie is read" },
  {
    path: "/auth/handoff",
    from: baseOrigin,
    reason: "The page after a sign-up on the base host enters the new tenant with a code that works once",
  },
];

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Sibling subdomains are same-site, so SameSite cookies do not keep them out: the exact origin does. A request
 * without Origin is let through only when it carries no cookie; browsers send Origin with every post.
 */
export const refuseForeignOrigin = define.middleware(async (ctx) => {
  if (SAFE_METHODS.includes(ctx.req.method)) return await ctx.next();
  const exception = ORIGIN_EXCEPTIONS.find((it) => ctx.url.pathname.startsWith(it.path));
  if (exception && !exception.from) return await ctx.next();
  const origin = ctx.req.headers.get("origin");
  if (origin === null && !ctx.req.headers.has("cookie")) return await ctx.next();
  if (origin === ownOrigin(ctx.state) || (exception && origin === exception.from?.())) {
    return await ctx.next();
  }
  throw new HttpError(403, `Cross-origin request from "${origin}" was refused`);
});
