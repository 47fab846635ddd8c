import type { Context } from "../context.ts";
import type { Middleware } from "../handlers.ts";

export interface CORSOptions<State> {
  /** `*` by default. A function returns the origin to allow, or null. */
  origin?: string | string[] | ((origin: string, ctx: Context<State>) => string | null | undefined);
  allowMethods?: string[];
  allowHeaders?: string[];
  /** How long a browser may keep the answer to a preflight, in seconds. */
  maxAge?: number;
  credentials?: boolean;
  exposeHeaders?: string[];
}

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"];

/** Lets pages of other origins read the answers, and answers their preflights with 204. */
export function cors<State>(options: CORSOptions<State> = {}): Middleware<State> {
  const { origin = "*", allowMethods = METHODS, allowHeaders, maxAge, credentials, exposeHeaders } = options;
  return async (ctx) => {
    const { method, headers: asked } = ctx.req;
    const isPreflight = method === "OPTIONS" && asked.has("access-control-request-method");
    const response = isPreflight ? new Response(null, { status: 204 }) : await ctx.next();
    const set = (name: string, value: string | null | undefined) => {
      if (value) response.headers.set(`access-control-${name}`, value);
    };

    const allowed = allowedOrigin(origin, ctx);
    set("allow-origin", allowed);
    if (allowed && credentials) set("allow-credentials", "true");
    if (origin !== "*") response.headers.append("vary", "Origin");
    if (isPreflight) {
      set("allow-methods", allowMethods.join(","));
      set("allow-headers", allowHeaders?.join(",") ?? asked.get("access-control-request-headers"));
      set("max-age", maxAge?.toString());
      response.headers.append("vary", "Access-Control-Request-Headers");
    } else set("expose-headers", exposeHeaders?.join(","));
    return response;
  };
}

function allowedOrigin<State>(
  origin: NonNullable<CORSOptions<State>["origin"]>,
  ctx: Context<State>,
): string | null | undefined {
  const asked = ctx.req.headers.get("origin") ?? "";
  if (typeof origin === "function") return origin(asked, ctx);
  return typeof origin === "string" ? origin : origin.find((one) => one === asked);
}
