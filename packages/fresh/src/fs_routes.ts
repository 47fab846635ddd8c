import { compareRoutePaths, patternOf } from "./fs_pattern.ts";
import type { Any, Layout, Middleware, Route, RouteComponent } from "./handlers.ts";

/** One file below the routes folder. `folder` still has its `(groups)`: they count for layouts and guards. */
export type FileRoute =
  & { folder: string }
  & (
    | { kind: "app"; component: RouteComponent<Any> }
    | { kind: "layout"; layout: Layout<Any> }
    | { kind: "middleware"; middlewares: Middleware<Any>[] }
    | { kind: "error"; route: Route<Any> }
    | { kind: "notFound"; route: Route<Any> }
    | { kind: "route"; pattern: string; route: Route<Any> }
  );

interface FileModule extends Route<Any> {
  default?: Any;
}

/** In the order in which they have to be registered: what routes inherit, then the routes. */
export function fileRoutes(files: [path: string, module: unknown][]): FileRoute[] {
  const read = files.map(([path, module]) => ({ path, read: readFile(path, module as FileModule) }));
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

function readFile(path: string, module: FileModule): FileRoute {
  const [, folder, name] = path.match(/^(.*)\/([^/]+)\.[^./]+$/)!;
  const { handler, handlers, config } = module;
  const route: Route<Any> = { component: module.default, handler: handler ?? handlers, config };
  switch (name) {
    case "_app":
      return { kind: "app", folder, component: module.default };
    case "_layout":
      return { kind: "layout", folder, layout: { component: module.default, config } };
    case "_middleware":
      return {
        kind: "middleware",
        folder,
        middlewares: middlewaresOf(path, module.default ?? handler ?? handlers),
      };
    case "_404":
      return { kind: "notFound", folder, route };
    case "_error":
    case "_500":
      return { kind: "error", folder, route };
    default:
      return { kind: "route", folder, route, pattern: config?.routeOverride ?? patternOf(path) };
  }
}

function middlewaresOf(path: string, exported: unknown): Middleware<Any>[] {
  const middlewares = Array.isArray(exported) ? exported : [exported];
  if (middlewares.every((middleware) => typeof middleware === "function")) return middlewares;
  console.warn(`Ignoring "${path}": a middleware file must export a function or a list of functions`);
  return [];
}
