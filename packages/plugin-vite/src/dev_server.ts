import { existsSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { isRunnableDevEnvironment, type ViteDevServer } from "vite";
import { findIslands } from "./crawl.ts";
import { CLIENT_ENTRY, type ClientAssets, PARTIALS_ENTRY } from "./entries.ts";
import { answerNode } from "./node_http.ts";
import type { Project } from "./options.ts";

/** An import for its effect of a stylesheet, on a line of its own. */
const CSS_IMPORT = /^import\s+["']([^"']+\.css)["'];?\s*$/gm;

/** Sends requests to the app, except those for modules that Vite makes. */
export function serveApp(server: ViteDevServer, project: Project, serverEntry: string): void {
  const { ssr } = server.environments;
  if (!isRunnableDevEnvironment(ssr)) {
    throw new Error(`Starting Vite: want the "ssr" environment to run modules`);
  }
  server.middlewares.use(async (req, res, next) => {
    const url = req.url ?? "/";
    if (isForVite(project.root, url)) return next();
    try {
      const { default: { fetch } } = await ssr.runner.import(serverEntry);
      await answerNode(fetch, req, res);
    } catch (error) {
      next(error);
    }
  });
}

export function devAssets(project: Project): ClientAssets {
  const client = existsSync(project.clientEntry) ? Deno.readTextFileSync(project.clientEntry) : "";
  return {
    clientEntry: `/@id/${CLIENT_ENTRY}`,
    partialsEntry: `/@id/${PARTIALS_ENTRY}`,
    scripts: ["/@vite/client"],
    css: [...client.matchAll(CSS_IMPORT)].map(([, path]) =>
      urlOf(project, join(project.clientEntry, "..", path))
    ),
    islands: new Map(
      findIslands(project).map(({ file }) => [file, { chunk: urlOf(project, file), css: [] }]),
    ),
  };
}

/** Pages link the stylesheets, so that they are styled before any script runs; a second copy would only interfere. */
export function withoutCssImports(code: string): string {
  return code.replaceAll(CSS_IMPORT, "");
}

function isForVite(root: string, url: string): boolean {
  const [pathname] = url.split("?", 1);
  if (pathname.startsWith("/@") || pathname.startsWith("/node_modules/")) return true;
  // Vite would take an address such as /main for main.ts, so only whole file names are for it.
  return extname(pathname) !== "" && !pathname.includes("%") && existsSync(join(root, pathname));
}

function urlOf({ root }: Project, file: string): string {
  return `/${relative(root, file)}`;
}
