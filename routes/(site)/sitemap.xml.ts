import { baseOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

/** Every page that search engines may keep; a test walks the site and compares. */
const PATHS = ["/", "/pricing", "/signin", "/signup"];

export const handler = define.handlers({
  GET() {
    const urls = PATHS.map((path) => `  <url><loc>${baseOrigin()}${path}</loc></url>\n`).join("");
    return new Response(
      `<?xml version="1.0" encoding="UTF-8"?>\n` +
        `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`,
      { headers: { "content-type": "application/xml; charset=utf-8" } },
    );
  },
});
