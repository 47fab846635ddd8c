import { join } from "node:path";
import { unescape } from "node:querystring";
import { lookup } from "mrmime";
import type { Build } from "../build.ts";
import { type Context, inside } from "../context.ts";
import type { Middleware } from "../handlers.ts";
import { traced } from "../otel.ts";
import { BUILD_PARAM } from "../runtime/asset.ts";

/** Serves `static/` and the built scripts and styles. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { build } = inside(ctx as Context<unknown>);
    const { url: { pathname }, config: { basePath }, req: { method } } = ctx;
    const path = pathname.startsWith(`${basePath}/`) ? unescape(pathname.slice(basePath.length)) : "";
    const file = build.files.get(path);
    if (!file) return ctx.next();
    if (method !== "GET" && method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405, headers: { allow: "GET, HEAD" } });
    }

    return await traced("static file", { "fresh.span_type": "static_file" }, async () => {
      const headers = new Headers({
        "content-type": contentType(path),
        "cache-control": isImmutable(ctx.url, path, build)
          ? "public, max-age=31536000, immutable"
          : "no-cache, no-store, max-age=0, must-revalidate",
        etag: `W/"${file.hash}"`,
        vary: "If-None-Match",
      });
      if (isKnown(ctx.req, file.hash)) return new Response(null, { status: 304, headers });
      headers.set("content-length", String(file.size));
      const body = method === "HEAD" ? null : (await Deno.open(join(build.clientDir, path))).readable;
      return new Response(body, { headers });
    });
  };
}

function contentType(path: string): string {
  const type = lookup(path) ?? "application/octet-stream";
  return /^text\/|json$|xml$/.test(type) ? `${type}; charset=utf-8` : type;
}

/** Vite puts the hash of a file's content into its name. */
function isImmutable({ searchParams }: URL, path: string, { buildId }: Build): boolean {
  return searchParams.get(BUILD_PARAM) === buildId || /^\/assets\/.+-[\w-]{8}\.\w+$/.test(path);
}

function isKnown(req: Request, hash: string): boolean {
  const known = req.headers.get("if-none-match")?.split(",").map((etag) => etag.trim()) ?? [];
  return known.some((etag) => etag === "*" || etag.replace(/^W\//, "") === `"${hash}"`);
}
