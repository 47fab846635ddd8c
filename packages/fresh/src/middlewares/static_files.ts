import { extname } from "node:path";
import { type Build, findStaticFile } from "../build.ts";
import { type Context, inside } from "../context.ts";
import type { Middleware } from "../handlers.ts";
import { traced } from "../otel.ts";
import { BUILD_PARAM } from "../runtime/asset.ts";

const TYPES: Record<string, string> = {
  ".avif": "image/avif",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".mp4": "video/mp4",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** Serves `static/` and the built scripts and styles. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { build } = inside(ctx as Context<unknown>);
    const pathname = filePath(ctx);
    const file = pathname && await findStaticFile(build, pathname);
    if (!file) return ctx.next();
    const { method } = ctx.req;
    if (method !== "GET" && method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405, headers: { allow: "GET, HEAD" } });
    }

    return await traced("static file", { "fresh.span_type": "static_file" }, async () => {
      const headers = fileHeaders(ctx.url, pathname, file.hash, build);
      if (matchesETag(ctx.req, headers.get("etag")!)) return new Response(null, { status: 304, headers });
      headers.set("content-length", String(file.size));
      const body = method === "HEAD" ? null : (await Deno.open(file.path)).readable;
      return new Response(body, { headers });
    });
  };
}

function filePath<State>({ url, config }: Context<State>): string | undefined {
  if (!url.pathname.startsWith(`${config.basePath}/`)) return;
  try {
    return decodeURIComponent(url.pathname.slice(config.basePath.length));
  } catch (error) {
    if (error instanceof URIError) return;
    throw error;
  }
}

function fileHeaders(url: URL, pathname: string, hash: string, build: Build): Headers {
  const isImmutable = url.searchParams.get(BUILD_PARAM) === build.buildId ||
    build.files && isHashed(pathname);
  return new Headers({
    "content-type": TYPES[extname(pathname).toLowerCase()] ?? "application/octet-stream",
    "cache-control": isImmutable
      ? "public, max-age=31536000, immutable"
      : "no-cache, no-store, max-age=0, must-revalidate",
    etag: `W/"${hash}"`,
    vary: "If-None-Match",
  });
}

/** Vite puts the hash of a file's content into its name. */
function isHashed(pathname: string): boolean {
  return /^\/assets\/.+-[\w-]{8}\.\w+$/.test(pathname);
}

function matchesETag(req: Request, etag: string): boolean {
  const known = req.headers.get("if-none-match")?.split(",").map((one) => one.trim()) ?? [];
  return known.includes("*") || known.some((one) => one.replace(/^W\//, "") === etag.replace(/^W\//, ""));
}
