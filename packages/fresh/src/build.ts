import type { Island } from "./handlers.ts";

/** What the Vite plugin knows about an application; its generated server entry hands it to `setBuild`. */
export class Build {
  root = Deno.cwd();
  mode: "development" | "production" = "production";
  /** Part of cacheable URLs; equal on every machine that runs the same build. */
  buildId: string = crypto.randomUUID();
  /** Route files by their path below the routes folder, such as `/admin/index.tsx`; a function loads one. */
  routes: [path: string, module: unknown][] = [];
  /** The stylesheets that a route file imports, by its path. */
  cssOf: (path: string) => string[] = () => [];
  islands: Island[] = [];
  /** The module that exports `boot`. */
  clientEntry = "";
  /** The module that exports `startPartials`. */
  partialsEntry = "";
  css: string[] = [];
  /** Folder of the files that may be served. */
  clientDir = "";
  /** By URL path. None in development, where Vite serves them. */
  files = new Map<string, { hash: string; size: number }>();
}

/** Every exported function of an island file is an island. */
export function islandsOf(
  module: Record<string, unknown>,
  { name, chunk, css }: { name: string; chunk: string; css: string[] },
): Island[] {
  const mainExport = "default" in module ? "default" : name;
  return Object.entries(module).filter(([, fn]) => typeof fn === "function").map(([exportName, fn]) => ({
    fn: fn as Island["fn"],
    name: exportName === mainExport ? name : `${name}_${exportName}`,
    exportName,
    chunk,
    css,
  }));
}
