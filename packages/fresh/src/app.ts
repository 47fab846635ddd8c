import { Area, loaded } from "./area.ts";
import { addRoute, type Assembly } from "./assembly.ts";
import { Build } from "./build.ts";
import type { FreshConfig, ResolvedFreshConfig } from "./config.ts";
import type {
  Any,
  LayoutConfig,
  MaybeLazy,
  MaybeLazyMiddleware,
  Method,
  Middleware,
  Route,
  RouteComponent,
  RouteConfig,
} from "./handlers.ts";
import { addFileRoutes } from "./fs_routes.ts";
import { listen, type ListenOptions } from "./listen.ts";
import { newHandler } from "./request.ts";
import { Router } from "./router.ts";
import { assetSettings } from "./runtime/asset.ts";
import type { WebSocketHandlers, WebSocketUpgradeOptions } from "./websocket.ts";

/** One call on an app, kept until the handler is made: only then the files of the routes folder are known. */
type Step = (assembly: Assembly, prefix: string) => void;

type Verb<State, This> = (path: string, ...middlewares: MaybeLazyMiddleware<State>[]) => This;

/** Called by the server entry that the Vite plugin generates, before it asks for the handler. */
export let setBuild: (app: App<Any>, build: Partial<Build>) => void;

/** Routes, middlewares, layouts and pages. What is registered first holds for what is registered after it. */
export class App<State> {
  readonly config: ResolvedFreshConfig;
  readonly get: Verb<State, this> = this.#verb("GET");
  readonly post: Verb<State, this> = this.#verb("POST");
  readonly put: Verb<State, this> = this.#verb("PUT");
  readonly patch: Verb<State, this> = this.#verb("PATCH");
  readonly delete: Verb<State, this> = this.#verb("DELETE");
  readonly head: Verb<State, this> = this.#verb("HEAD");
  readonly all: Verb<State, this> = this.#verb("ALL");
  #steps: Step[] = [];
  #build = new Build();

  static {
    setBuild = (app, build) => {
      const { root, mode } = app.#build = Object.assign(new Build(), build);
      Object.assign(app.config, { root, mode });
    };
  }

  constructor({ basePath = "", mode = "production", trustProxy = false }: FreshConfig = {}) {
    this.config = { root: this.#build.root, basePath: basePath.replace(/\/$/, ""), mode, trustProxy };
  }

  use(...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(first: string | MaybeLazyMiddleware<State>, ...rest: MaybeLazyMiddleware<State>[]): this {
    const [path, middlewares] = typeof first === "string" ? [first, rest] : ["*", [first, ...rest]];
    return this.#add(({ root }, prefix) => root.at(join(prefix, path)).middlewares.push(...middlewares));
  }

  ws(path: string, handlers: WebSocketHandlers, options?: WebSocketUpgradeOptions): this {
    return this.get(path, (ctx) => ctx.upgrade(handlers, options));
  }

  route(path: string, route: MaybeLazy<Route<State>>, config?: RouteConfig): this {
    return this.#add((assembly, prefix) => {
      const full = join(prefix, path);
      addRoute(assembly, { pattern: full, area: full, route, config });
    });
  }

  /** Puts the routes folder here. Without a build, as in tests of single handlers, there is none. */
  fsRoutes(pattern: string = "*"): this {
    return this.#add((assembly, prefix) => addFileRoutes(assembly, below(prefix, pattern)));
  }

  /** Adds another app below a path. Its `notFound` is left out, because there is one for all paths. */
  mountApp(path: string, app: App<State>): this {
    const steps = [...app.#steps];
    return this.#add((assembly, prefix) => steps.forEach((step) => step(assembly, below(prefix, path))));
  }

  /** For 404s from everywhere. The status of its answer is 200 unless it sets another. */
  notFound(page: Route<State> | Middleware<State>): this {
    return this.#add(({ root }, prefix) => {
      if (prefix === "") root.notFound = page;
    });
  }

  onError(path: string, page: Route<State> | Middleware<State>): this {
    return this.#add(({ root }, prefix) => root.at(join(prefix, path)).errorPage = page);
  }

  layout(path: string, component: RouteComponent<State>, config?: LayoutConfig): this {
    return this.#add(({ root }, prefix) => root.at(join(prefix, path)).layout = { component, config });
  }

  appWrapper(component: RouteComponent<State>): this {
    return this.#add(({ root }, prefix) => root.at(prefix).appWrapper = { component });
  }

  handler(): (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const { config } = this;
    const build = this.#build;
    const assembly: Assembly = { root: new Area(), router: new Router(), build, config };
    Object.assign(assetSettings, { basePath: config.basePath, buildId: build.buildId });
    for (const step of this.#steps) step(assembly, "");
    return newHandler(assembly);
  }

  listen(options?: ListenOptions): Promise<void> {
    return listen(this.handler(), options);
  }

  #add(step: Step): this {
    this.#steps.push(step);
    return this;
  }

  #verb(method: Method | "ALL"): Verb<State, this> {
    return (path, ...middlewares) =>
      this.#add(({ root, router, config }, prefix) => {
        const full = join(prefix, path);
        const steps = [...root.at(full).wayIn(), ...middlewares.map(loaded)];
        router.at(config.basePath + full).add([[method, steps]]);
      });
  }
}

function join(prefix: string, path: string): string {
  return `${prefix}${path.startsWith("/") ? "" : "/"}${path}`;
}

function below(prefix: string, path: string): string {
  return join(prefix, path).replace(/\/?\*?$/, "");
}
