import type { Build } from "./build.ts";
import { compareRoutePaths, patternOf } from "./fs_pattern.ts";
import type { Any, Layout, MaybeLazy, Middleware, Route } from "./handlers.ts";

/** One file below the routes folder. `folder` still has its `(groups)`: they count for layouts and guards. */
export type FileRoute =
  & { folder: string }
  & (
    | { kind: "appWrapper" | "layout"; layout: Layout<Any> }
    | { kind: "middleware"; middlewares: Middleware<Any>[] }
    | { kind: "error" | "notFound"; route: Route<Any> }
    | { kind: "route"; pattern: string; route: MaybeLazy<Route<Any>> }
  );

interface FileModule extends Route<Any> {
  default?: Any;
}
type MaybeLazyFile = MaybeLazy<FileModule>;

/** In the order in which they have to be registered: what routes inherit, then the routes. */
export function fileRoutes({ routes: files, cssOf }: Build): FileRoute[] {
  const read = files.map(([path, module]) => ({
    path,
    read: readFile(path, module as MaybeLazyFile, cssOf),
  }));
  const routes = read.filter(({ read }) => read.kind === "route");
  routes.sort((a, b) => compareRoutePaths(a.path, b.path));
  refuseTwins(routes);
  return [...read.filter(({ read }) => read.kind !== "route"), ...routes].map(({ read }) => read);
}

/** Two files for one address, as groups make possible: which of them answers would be chance. */
function refuseTwins(routes: { path: string; read: FileRoute }[]): void {
  const paths = new Map<string, string>();
  for (const { path, read } of routes) {
    if (read.kind !== "route") continue;
    const twin = paths.get(read.pattern);
    if (twin) throw new Error(`Reading routes: "${twin}" and "${path}" both answer "${read.pattern}"`);
    paths.set(read.pattern, path);
  }
}

function readFile(path: string, file: MaybeLazyFile, cssOf: Build["cssOf"]): FileRoute {
  const [, folder, name] = path.match(/^(.*)\/([^/]+)\.[^./]+$/)!;
  const routeOf = ({ default: component, handler, handlers = handler, config, css = [] }: FileModule) => {
    // Relative ones are imports to the Vite plugin, and among those of the file.
    const own = css.filter((href) => !href.startsWith("."));
    return { component, handler: handlers, config, css: [...cssOf(path), ...own] };
  };
  if (typeof file === "function") {
    return { kind: "route", folder, pattern: patternOf(path), route: async () => routeOf(await file()) };
  }
  const route = routeOf(file);
  switch (name) {
    case "_app":
    case "_layout":
      return { kind: name === "_app" ? "appWrapper" : "layout", folder, layout: route as Layout<Any> };
    case "_middleware":
      return { kind: "middleware", folder, middlewares: middlewaresOf(path, file.default ?? route.handler) };
    case "_404":
      return { kind: "notFound", folder, route };
    case "_error":
    case "_500":
      return { kind: "error", folder, route };
    default:
      return { kind: "route", folder, route, pattern: route.config?.routeOverride ?? patternOf(path) };
  }
}

function middlewaresOf(path: string, exported: unknown): Middleware<Any>[] {
  const middlewares = Array.isArray(exported) ? exported : [exported];
  if (middlewares.every((middleware) => typeof middleware === "function")) return middlewares;
  console.warn(`Ignoring "${path}": a middleware file must export a function or a list of functions`);
  return [];
}
