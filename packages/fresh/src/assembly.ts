import { answerRoute } from "./answer_route.ts";
import { areaAt, type RootArea, wayInto } from "./area.ts";
import type { Build } from "./build.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import { fileRoutes } from "./fs_routes.ts";
import type { Any, MaybeLazy, Method, Middleware, Route, RouteConfig } from "./handlers.ts";
import type { Router } from "./router.ts";
import { HttpError } from "./runtime/http_error.ts";

/** An app while its parts are put together for one handler. */
export interface Assembly {
  root: RootArea;
  router: Router<Middleware<Any>[]>;
  build: Build;
  config: ResolvedFreshConfig;
}

interface PlacedRoute {
  pattern: string;
  /** The path whose middlewares and layouts hold for the route. */
  area: string;
  route: MaybeLazy<Route<Any>>;
  config?: RouteConfig;
}

export function addRoute({ root, router }: Assembly, { pattern, area, route, config }: PlacedRoute): void {
  const way = wayInto(areaAt(root, area), root);
  for (const method of methodsOf(route, config)) {
    router.add(method, pattern, [
      ...way,
      typeof route === "function" ? lazily(route, config) : answering(route, config),
    ]);
  }
}

export function addFileRoutes(assembly: Assembly, prefix: string): void {
  const { root, build } = assembly;
  for (const file of fileRoutes(build.routes)) {
    const path = prefix + file.folder;
    if (file.kind === "route") {
      addRoute(assembly, { pattern: prefix + file.pattern, area: path, route: file.route });
    } else if (file.kind === "app") areaAt(root, path).appWrapper = file.component;
    else if (file.kind === "layout") areaAt(root, path).layout = file.layout;
    else if (file.kind === "middleware") areaAt(root, path).middlewares.push(...file.middlewares);
    else if (file.kind === "error") areaAt(root, path).errorPage = file.route;
    else Object.assign(root, { notFound: file.route, notFoundStatus: 404 });
  }
}

function methodsOf(route: MaybeLazy<Route<Any>>, config?: RouteConfig): (Method | "ALL")[] {
  if (typeof route === "function") return [config?.methods ?? "ALL"].flat();
  const handler = route.handler ?? route.handlers;
  if (typeof handler === "function") return ["ALL"];
  const methods = Object.keys(handler ?? {}) as Method[];
  return route.component && !methods.includes("GET") ? [...methods, "GET"] : methods;
}

function answering(route: Route<Any>, config?: RouteConfig): Middleware<Any> {
  const handler = route.handler ?? route.handlers;
  for (const method of typeof handler === "function" ? [handler] : Object.values(handler ?? {})) {
    if (method.length > 1) {
      throw new Error(`Adding a route: handlers take one argument, the context, but got ${method}`);
    }
  }
  const whole = { ...route, config: { ...route.config, ...config } };
  return (ctx) => answerRoute(ctx, whole);
}

function lazily(load: () => Promise<Route<Any>>, config?: RouteConfig): Middleware<Any> {
  let answer: Middleware<Any> | undefined;
  let methods: string[] = [];
  return async (ctx) => {
    if (!answer) {
      const route = await load();
      methods = methodsOf(route);
      answer = answering(route, config);
    }
    const method = ctx.req.method === "HEAD" && !methods.includes("HEAD") ? "GET" : ctx.req.method;
    if (!methods.includes(method) && !methods.includes("ALL")) throw new HttpError(405);
    return await answer(ctx);
  };
}
