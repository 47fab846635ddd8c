import { existsSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { unescape } from "node:querystring";
import { isRunnableDevEnvironment, type ViteDevServer } from "vite";
import { findIslands } from "./crawl.ts";
import { CLIENT_ENTRY, type ClientAssets, PARTIALS_ENTRY, SERVER_ENTRY } from "./entries.ts";
import { stylesOf } from "./styles.ts";
import type { Project } from "./options.ts";

/** An import for its effect of a stylesheet, on a line of its own. */
const CSS_IMPORT = /^import\s+["']([^"']+\.css)["'];?\s*$/gm;

/**
 * Hands over to the app what is not for Vite itself. Vite is a proxy before Deno's own server, so that streams,
 * WebSockets and the ends of requests are those of production.
 */
export function serveApp(server: ViteDevServer, project: Project): void {
  const { ssr } = server.environments;
  if (!isRunnableDevEnvironment(ssr)) {
    throw new Error(`Starting Vite: want the "ssr" environment to run modules`);
  }
  const importsOf = (id: string) =>
    [...ssr.moduleGraph.getModuleById(id)?.importedModules ?? []].flatMap((module) => module.id ?? []);
  const cssOf = (path: string) =>
    stylesOf(join(project.routeDir, path), project, importsOf).map((file) => urlOf(project, file));
  const handlers = new WeakMap<object, Deno.ServeHandler>();
  const load = async () => {
    const entry = await ssr.runner.import(SERVER_ENTRY);
    if (!handlers.has(entry)) handlers.set(entry, entry.start({ ...devAssets(project), cssOf }));
    return { basePath: entry.app.config.basePath as string, handler: handlers.get(entry)! };
  };

  const behind = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (req, info) => (await load()).handler(req, info),
  );
  server.httpServer?.once("close", () => behind.shutdown());
  server.config.server.proxy = {
    ...server.config.server.proxy,
    "/": {
      target: `http://127.0.0.1:${behind.addr.port}`,
      ws: true,
      xfwd: true,
      async bypass({ url = "/", headers }) {
        const isHotUpdate = headers["sec-websocket-protocol"]?.startsWith("vite-");
        if (isHotUpdate || isForVite(project, url)) return url;
        // What cannot be loaded is thrown here, where Vite shows it and waits for it to be mended.
        const { basePath } = await load();
        const below = url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : url;
        if (isForVite(project, below)) return below;
      },
    },
  };
}

function devAssets(project: Project): ClientAssets {
  const client = existsSync(project.clientEntry) ? Deno.readTextFileSync(project.clientEntry) : "";
  return {
    buildId: "development",
    clientEntry: `/@id/${CLIENT_ENTRY}`,
    partialsEntry: `/@id/${PARTIALS_ENTRY}`,
    css: [...client.matchAll(CSS_IMPORT)].map(([, path]) =>
      urlOf(project, join(project.clientEntry, "..", path))
    ),
    islands: Object.fromEntries(
      findIslands(project).map(({ name, file }) => [name, { chunk: urlOf(project, file), css: [] }]),
    ),
  };
}

/** Pages link the stylesheets, so that they are styled before any script runs; a second copy would only interfere. */
export function withoutCssImports(code: string): string {
  return code.replaceAll(CSS_IMPORT, "");
}

function isForVite({ root, staticDir }: Project, url: string): boolean {
  const pathname = unescape(url.split("?", 1)[0]);
  if (pathname.startsWith("/@") || pathname.startsWith("/node_modules/")) return true;
  // Vite would take an address such as /main for main.ts, so only whole file names are for it.
  return hasFile(staticDir, pathname) || extname(pathname) !== "" && hasFile(root, pathname);
}

function hasFile(folder: string, pathname: string): boolean {
  const path = join(folder, pathname);
  return path.startsWith(`${folder}/`) && existsSync(path) && statSync(path).isFile();
}

function urlOf({ root }: Project, file: string): string {
  if (!file.startsWith("/")) return `/@id/${file}`;
  return file.startsWith(`${root}/`) ? `/${relative(root, file)}` : `/@fs${file}`;
}
