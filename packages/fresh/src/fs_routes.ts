import { areaAt } from "./area.ts";
import { addRoute, type Assembly, type PlacedRoute } from "./assembly.ts";
import { compareRoutePaths, patternOf } from "./fs_pattern.ts";
import type { Any, Layout, MaybeLazy, Middleware, Route } from "./handlers.ts";

interface FileModule extends Route<Any> {
  default?: Any;
}

/** Puts what routes inherit into the areas of their folders, and then the routes. */
export function addFileRoutes(assembly: Assembly, prefix: string): void {
  const { root, build } = assembly;
  const routes: (PlacedRoute & { path: string })[] = [];
  for (const [path, module] of build.routes) {
    // The folder still has its `(groups)`: they count for layouts and guards.
    const [, folder, name] = path.match(/^(.*)\/([^/]+)\.[^./]+$/)!;
    const file = module as MaybeLazy<FileModule>;
    const routeOf = ({ default: component, handler, handlers = handler, config, css = [] }: FileModule) => {
      // Relative ones are imports to the Vite plugin, and among those of the file.
      const own = css.filter((href) => !href.startsWith("."));
      return { component, handler: handlers, config, css: [...build.cssOf(path), ...own] };
    };
    const area = prefix + folder;
    if (typeof file === "function") {
      routes.push({
        path,
        area,
        pattern: prefix + patternOf(path),
        route: async () => routeOf(await file()),
      });
      continue;
    }
    const route = routeOf(file);
    if (name === "_app") areaAt(root, area).appWrapper = route as Layout<Any>;
    else if (name === "_layout") areaAt(root, area).layout = route as Layout<Any>;
    else if (name === "_middleware") {
      areaAt(root, area).middlewares.push(...middlewaresOf(path, file.default ?? route.handler));
    } else if (name === "_error" || name === "_500") areaAt(root, area).errorPage = route;
    else if (name === "_404") Object.assign(root, { notFound: route, notFoundStatus: 404 });
    else {routes.push({
        path,
        area,
        pattern: prefix + (route.config?.routeOverride ?? patternOf(path)),
        route,
      });}
  }
  routes.sort((a, b) => compareRoutePaths(a.path, b.path));
  refuseTwins(routes);
  for (const route of routes) addRoute(assembly, route);
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
