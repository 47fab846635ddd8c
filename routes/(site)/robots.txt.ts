import { baseOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

/** Closes nothing: what is not to be found says so in `X-Robots-Tag`, which only who may come can read. */
export const handler = define.handlers({
  GET: (ctx) => ctx.text(`User-agent: *\nDisallow:\n\nSitemap: ${baseOrigin()}/sitemap.xml\n`),
});
