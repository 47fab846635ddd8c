import { startApp } from "@/tests/support/app.ts";
import { scriptsOf } from "@/tests/support/page_scripts.ts";
import { everyPage } from "@/tests/support/pages.ts";
import { exactly, type Result } from "./result.ts";

const MOST_KB = 25;

/** Gzipped JavaScript that pages of the built app load. */
export async function pageScripts(): Promise<Result[]> {
  const app = await startApp();
  const pages = await Promise.all((await everyPage()).map(async ({ file, origin, path, as, form }) => {
    const scripts = await scriptsOf(app, origin, await app.ask(origin, path, { as, form }));
    return { file, ...scripts, kb: scripts.gzippedBytes / 1024 };
  }));
  const withIslands = pages.filter((it) => it.hasIslands).sort((a, b) => b.kb - a.kb);
  const without = pages.filter((it) => !it.hasIslands).sort((a, b) => b.kb - a.kb);
  const dashboard = pages.find((it) => it.file === "(tenant)/dashboard.tsx")!;
  return [
    {
      ...exactly(dashboard.kb, "KB"),
      name: "Gzipped JavaScript of the dashboard",
      target: { atMost: MOST_KB },
      aside: `${dashboard.files.length} files`,
    },
    {
      ...exactly(withIslands[0].kb, "KB"),
      name: "Gzipped JavaScript of the page with the most",
      target: { atMost: MOST_KB },
      aside: `${withIslands[0].file}, of ${withIslands.length} pages with islands`,
    },
    {
      ...exactly(without[0].kb, "KB"),
      name: "Gzipped JavaScript of the page without islands with the most",
      target: { atMost: 0 },
      aside: `of ${without.length} pages without islands`,
    },
  ];
}
