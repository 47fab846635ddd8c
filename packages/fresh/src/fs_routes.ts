import type { Area } from "./area.ts";
import { addRoute, type Assembly, type PlacedRoute } from "./assembly.ts";
import { compareRoutePaths, patternOf } from "./fs_pattern.ts";
import type { Any, Layout, MaybeLazy, Middleware, Route } from "./handlers.ts";

interface RouteFile extends Route<Any> {
  default?: Any;
}

/** By the names of their files: what holds for a folder and all below it. */
const INHERITED: Record<string, (area: Area, route: Route<Any>) => void> = {
  _app: (area, route) => area.appWrapper = route as Layout<Any>,
  _layout: (area, route) => area.layout = route as Layout<Any>,
  _error: (area, route) => area.errorPage = route,
  _500: (area, route) => area.errorPage = route,
  _404: ({ root }, route) => Object.assign(root, { notFound: route, notFoundStatus: 404 }),
};

/** Puts what routes inherit into the areas of their folders, and then the routes. */
export function addFileRoutes(assembly: Assembly, prefix: string): void {
  const { root, build } = assembly;
  const routes: (PlacedRoute & { path: string })[] = [];
  for (const [path, module] of build.routes) {
    // The folder still has its `(groups)`: they count for layouts and guards.
    const [, folder, name] = path.match(/^(.*)\/([^/]+)\.[^./]+$/)!;
    const place = { path, area: prefix + folder, pattern: prefix + patternOf(path) };
    const file = module as MaybeLazy<RouteFile>;
    if (typeof file === "function") {
      routes.push({ ...place, route: async () => routeOf(await file(), build.cssOf(path)) });
    } else if (name === "_middleware") {
      const exported = file.default ?? file.handler ?? file.handlers;
      root.at(place.area).middlewares.push(...middlewaresOf(path, exported));
    } else {
      const route = routeOf(file, build.cssOf(path));
      const { routeOverride } = route.config ?? {};
      if (name in INHERITED) INHERITED[name](root.at(place.area), route);
      else routes.push({ ...place, route, ...(routeOverride && { pattern: prefix + routeOverride }) });
    }
  }
  routes.sort((a, b) => compareRoutePaths(a.path, b.path));
  refuseTwins(routes);
  for (const route of routes) addRoute(assembly, route);
}

function routeOf({ default: component, handler, handlers, config, css = [] }: RouteFile, imported: string[]) {
  // Relative ones are imports to the Vite plugin, and so among the imported.
  const own = css.filter((href) => !href.startsWith("."));
  return { component, handler: handler ?? handlers, config, css: [...imported, ...own] };
}

/** Two files for one address, as groups make possible: which of them answers would be chance. */
function refuseTwins(routes: { path: string; pattern: string }[]): void {
  const paths = new Map<string, string>();
  for (const { path, pattern } of routes) {
    const twin = paths.get(pattern);
    if (twin) throw new Error(`Reading routes: "${twin}" and "${path}" both answer "${pattern}"`);
    paths.set(pattern, path);
  }
}

function middlewaresOf(path: string, exported: unknown): Middleware<Any>[] {
  const middlewares = Array.isArray(exported) ? exported : [exported];
  if (middlewares.every((middleware) => typeof middleware === "function")) return middlewares;
  console.warn(`Ignoring "${path}": a middleware file must export a function or a list of functions`);
  return [];
}
