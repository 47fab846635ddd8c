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

const onPages = csp({ useNonce: true, csp: [...EVERYWHERE, "form-action 'self'"] });

/** The development mailbox shows mails, which bring their styles along. */
const onDevelopmentPages = csp({ csp: [...EVERYWHERE, "form-action 'none'"] });

export const contentSecurity = define.middleware((ctx) => {
  const isDevelopment = ctx.url.host === config.baseUrl.host && ctx.url.pathname.startsWith("/dev/");
  return isDevelopment ? onDevelopmentPages(ctx) : onPages(ctx);
});
