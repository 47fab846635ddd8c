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
  return async (ctx) => {
    const isPreflight = ctx.req.method === "OPTIONS" && ctx.req.headers.has("access-control-request-method");
    const response = isPreflight ? new Response(null, { status: 204 }) : await ctx.next();
    allowOrigin(response.headers, ctx, options);
    if (isPreflight) describeRequest(response.headers, ctx.req, options);
    else if (options.exposeHeaders) {
      response.headers.set("access-control-expose-headers", options.exposeHeaders.join(","));
    }
    return response;
  };
}

function allowOrigin<State>(
  headers: Headers,
  ctx: Context<State>,
  { origin = "*", credentials }: CORSOptions<State>,
) {
  const asked = ctx.req.headers.get("origin") ?? "";
  const allowed = typeof origin === "function"
    ? origin(asked, ctx)
    : typeof origin === "string"
    ? origin
    : origin.find((one) => one === asked);
  if (origin !== "*") headers.append("vary", "Origin");
  if (!allowed) return;
  headers.set("access-control-allow-origin", allowed);
  if (credentials) headers.set("access-control-allow-credentials", "true");
}

function describeRequest<State>(headers: Headers, req: Request, options: CORSOptions<State>): void {
  const { allowMethods = METHODS, allowHeaders, maxAge } = options;
  const asked = req.headers.get("access-control-request-headers");
  headers.set("access-control-allow-methods", allowMethods.join(","));
  if (maxAge !== undefined) headers.set("access-control-max-age", String(maxAge));
  if (allowHeaders?.length || asked) {
    headers.set("access-control-allow-headers", allowHeaders?.join(",") ?? asked!);
  }
  headers.append("vary", "Access-Control-Request-Headers");
}
