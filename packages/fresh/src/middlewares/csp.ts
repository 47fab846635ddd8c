import { type Context, inside } from "../context.ts";
import type { Middleware } from "../handlers.ts";

export interface CSPOptions {
  /** Only report what would be blocked. */
  reportOnly?: boolean;
  /** The address that browsers send reports to. */
  reportTo?: string;
  /** Directives that are added, or that replace the default of the same name. */
  csp?: string[];
  /** Allow inline scripts and styles of rendered pages by a nonce instead of all of them. */
  useNonce?: boolean;
}

const DEFAULTS = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

/** Sets a Content-Security-Policy that allows only the application's own resources. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const directives = new Map(
    [...DEFAULTS, ...options.csp ?? []].map((text) => [text.trim().split(/\s+/)[0], text.trim()]),
  );
  if (options.reportTo) {
    directives.set("report-to", "report-to csp-endpoint");
    directives.set("report-uri", `report-uri ${options.reportTo}`);
  }
  const policy = [...directives.values()].join("; ");
  const header = options.reportOnly ? "content-security-policy-report-only" : "content-security-policy";

  return async (ctx) => {
    const response = await ctx.next();
    const { nonce } = inside(ctx as Context<unknown>);
    // Without a rendered page there is no nonce, and the published Fresh leaves the policy as it is.
    const value = options.useNonce && nonce
      ? policy.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`)
      : policy;
    response.headers.set(header, value);
    if (options.reportTo) response.headers.set("reporting-endpoints", `csp-endpoint="${options.reportTo}"`);
    return response;
  };
}
