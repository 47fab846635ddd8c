import type { Assembly } from "./assembly.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import { Context, inside } from "./context.ts";
import type { Any, Middleware } from "./handlers.ts";
import { nameRequestSpan, traced } from "./otel.ts";
import { HttpError } from "./runtime/http_error.ts";

type Next = () => Promise<Response>;

const NO_CONNECTION: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 80 },
  completed: Promise.resolve(),
};

/** Rejects only for a path that is not valid percent-encoding. */
export function newHandler({ root, router, build, config }: Assembly) {
  // Addresses without a route pass the root's middlewares, also those registered last, and no others.
  const wayToRefusal = root.wayIn();
  const hidesRefusals = root.middlewares.length === 0;

  return async (req: Request, info: Deno.ServeHandlerInfo = NO_CONNECTION): Promise<Response> => {
    const url = requestUrl(req, config);
    const { place, params = {} } = router.match(url.pathname) ?? {};
    if (place) nameRequestSpan(req.method, place.pattern);
    const loading = place?.load && traced("lazy-route", { "fresh.span_type": "lazy_route" }, place.load);
    if (loading) await Promise.allSettled([loading]);
    const action = place?.actionFor(req.method);

    const ctx = new Context({ req, url, info, config, build, route: place?.pattern ?? null, params });
    inside(ctx).hidesError = hidesRefusals && !action && !place?.load;
    let response = await answered(ctx, action ?? wayToRefusal, async () => {
      await loading;
      // A handler that calls ctx.next() hands on to nothing.
      if (!place || action) throw new HttpError(404);
      if (req.method !== "OPTIONS") throw new HttpError(405);
      return new Response(null, { status: 204, headers: { allow: place.allowed.join(", ") } });
    });
    if (ctx.isPartial && isRedirect(response)) response = partialRedirect(response, req.url);
    if (response.status === 405 && place && !response.headers.has("allow")) {
      response.headers.set("allow", place.allowed.join(", "));
    }
    return req.method === "HEAD" && response.body ? await withoutBody(response) : response;
  };
}

function requestUrl(req: Request, { trustProxy }: ResolvedFreshConfig): URL {
  const url = new URL(req.url);
  if (url.pathname.includes("//")) url.pathname = url.pathname.replace(/\/{2,}/g, "/");
  if (trustProxy) {
    const scheme = req.headers.get("x-forwarded-proto")?.split(",")[0].trim();
    const host = req.headers.get("x-forwarded-host")?.split(",")[0].trim();
    if (scheme) url.protocol = `${scheme}:`;
    if (host) url.host = host;
  }
  return url;
}

async function answered(ctx: Context<unknown>, steps: Middleware<Any>[], last: Next): Promise<Response> {
  const first = steps.reduceRight<Next>((next, step) => async () => {
    const before = ctx.next;
    ctx.next = next;
    try {
      return await step(ctx);
    } finally {
      ctx.next = before;
    }
  }, last);
  try {
    return await traced("middlewares", { "fresh.middleware.count": steps.length }, first);
  } catch (error) {
    if (error instanceof HttpError) return new Response(error.message, { status: error.status });
    console.error(error);
    return new Response("Internal server error", { status: 500 });
  }
}

function isRedirect({ status, headers }: Response): boolean {
  return status >= 300 && status < 400 && headers.has("location");
}

/** What follows a redirect of a partial request is one too. A script cannot follow to another origin by itself. */
function partialRedirect(response: Response, from: string): Response {
  const to = new URL(response.headers.get("location")!, from);
  const isOwn = to.origin === new URL(from).origin;
  const headers = new Headers(response.headers);
  if (isOwn) {
    to.searchParams.set("fresh-partial", "true");
    headers.set("location", `${to.pathname}${to.search}${to.hash}`);
  } else {
    headers.delete("location");
    headers.set("x-fresh-location", to.href);
  }
  return new Response(response.body, { status: isOwn ? response.status : 200, headers });
}

async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, response);
}
