import { config } from "@/lib/config.ts";
import { define } from "@/utils.ts";

/** Also on error pages, which are made outside of the middlewares. */
export const SECURITY_HEADERS: Record<string, string> = {
  "x-content-type-options": "nosniff",
  // Not no-referrer: with it a browser sends Origin: null on a form post to the same origin.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "x-frame-options": "DENY",
  ...(config.isLocal ? {} : { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
};

/** Pages of tenants are nobody else's: an edge cache keeps none unless the answer itself allows it. */
export const securityHeaders = define.middleware(async (ctx) => {
  const res = await ctx.next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.headers.set(name, value);
  if (!res.headers.has("cache-control")) res.headers.set("cache-control", "private, no-store");
  return res;
});
