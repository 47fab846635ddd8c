import { answerRoute } from "./answer_route.ts";
import type { Area } from "./area.ts";
import type { Build } from "./build.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import type { Any, MaybeLazy, Method, Middleware, Route, RouteConfig } from "./handlers.ts";
import { csp } from "./middlewares/csp.ts";
import type { Actions, Router } from "./router.ts";

/** An app while its parts are put together for one handler. */
export interface Assembly {
  root: Area;
  router: Router<Middleware<Any>[]>;
  build: Build;
  config: ResolvedFreshConfig;
}

export interface PlacedRoute {
  pattern: string;
  /** The path whose middlewares and layouts hold for the route. */
  area: string;
  route: MaybeLazy<Route<Any>>;
  config?: RouteConfig;
}

export function addRoute(
  { root, router, config: { basePath } }: Assembly,
  { pattern, area, route, config }: PlacedRoute,
): void {
  const way = root.at(area).wayIn();
  const actionsOf = (loaded: Route<Any>): Actions<Middleware<Any>[]> => {
    const whole = { ...loaded, config: { ...loaded.config, ...config } };
    const policy = whole.config.csp ? [csp()] : [];
    return methodsOf(whole).map((method) => [method, [...way, ...policy, answering(whole)]]);
  };
  const place = router.at(basePath + pattern);
  if (typeof route === "function") place.addLazy(async () => actionsOf(await route()));
  else place.add(actionsOf(route));
}

function methodsOf({ handler, handlers = handler, component, config }: Route<Any>): (Method | "ALL")[] {
  const { methods: allowed = "ALL" } = config ?? {};
  if (typeof handlers === "function") return [allowed].flat();
  const methods = Object.keys(handlers ?? {}) as Method[];
  if (component && !methods.includes("GET")) methods.push("GET");
  return allowed === "ALL" ? methods : methods.filter((method) => allowed.includes(method));
}

function answering(route: Route<Any>): Middleware<Any> {
  const handler = route.handler ?? route.handlers;
  for (const method of typeof handler === "function" ? [handler] : Object.values(handler ?? {})) {
    if (method.length > 1) {
      throw new Error(`Adding a route: handlers take one argument, the context, but got ${method}`);
    }
  }
  return (ctx) => answerRoute(ctx, route);
}
