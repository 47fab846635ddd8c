import { csp } from "fresh";
import { config } from "@/lib/config.ts";
import { define } from "@/utils.ts";

const EVERYWHERE = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
];

const onTenantHosts = csp({ useNonce: true, csp: [...EVERYWHERE, "form-action 'self'"] });

/** The page after a sign-up posts into the new tenant's own host. */
const onBaseHost = csp({
  useNonce: true,
  csp: [...EVERYWHERE, `form-action 'self' ${config.baseUrl.protocol}//*.${config.baseUrl.host}`],
});

/** The development mailbox shows mails, which bring their styles along. */
const onDevelopmentPages = csp({ csp: [...EVERYWHERE, "form-action 'none'"] });

export const contentSecurity = define.middleware((ctx) => {
  if (ctx.url.host !== config.baseUrl.host) return onTenantHosts(ctx);
  return ctx.url.pathname.startsWith("/dev/") ? onDevelopmentPages(ctx) : onBaseHost(ctx);
});
