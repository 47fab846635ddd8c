import type { Context } from "../context.ts";
import type { Middleware } from "../handlers.ts";
import { HttpError } from "../runtime/http_error.ts";

export interface CsrfOptions<State> {
  /** Origins besides the application's own that may send forms. */
  origin?: string | string[] | ((origin: string, ctx: Context<State>) => boolean);
}

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses with 403 what another site sends. A request with neither `Sec-Fetch-Site` nor `Origin` passes:
 * browsers send one of them.
 */
export function csrf<State>(options: CsrfOptions<State> = {}): Middleware<State> {
  return (ctx) => {
    if (SAFE_METHODS.includes(ctx.req.method) || isOwn(ctx) || isAllowed(ctx, options)) return ctx.next();
    throw new HttpError(403);
  };
}

function isOwn<State>({ req, url }: Context<State>): boolean {
  const site = req.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = req.headers.get("origin");
  return origin === null || origin === url.origin;
}

function isAllowed<State>(ctx: Context<State>, { origin: allowed = [] }: CsrfOptions<State>): boolean {
  const origin = ctx.req.headers.get("origin");
  if (origin === null) return false;
  return typeof allowed === "function" ? allowed(origin, ctx) : [allowed].flat().includes(origin);
}
