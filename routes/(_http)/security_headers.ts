import { config } from "@/lib/config.ts";
import { define } from "@/utils.ts";

/** Also on error pages, which are made outside of the middlewares. */
export const SECURITY_HEADERS: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "x-frame-options": "DENY",
  ...(config.isLocal ? {} : { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
};

/** Pages of tenants are nobody else's: no edge cache and no search engine keeps one unless the answer allows it. */
export const UNLESS_ALLOWED: Record<string, string> = {
  "cache-control": "private, no-store",
  "x-robots-tag": "noindex",
  // Not no-referrer: with it a browser sends Origin: null on a form post to the same origin.
  "referrer-policy": "same-origin",
};

export const securityHeaders = define.middleware(async (ctx) => {
  const res = await ctx.next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.headers.set(name, value);
  for (const [name, value] of Object.entries(UNLESS_ALLOWED)) {
    if (!res.headers.has(name)) res.headers.set(name, value);
  }
  return res;
});
