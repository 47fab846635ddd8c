import type { ComponentChildren, ComponentType } from "preact";
import type { Context } from "./context.ts";

export type Method = "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

/** Where the types of data and state do not matter, because nothing here reads them. */
// deno-lint-ignore no-explicit-any
export type Any = any;

export type Lazy<T> = () => Promise<T>;
export type MaybeLazy<T> = T | Lazy<T>;

/** Answers a request itself or hands it on with `ctx.next()`. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;
/** @deprecated Use {@linkcode Middleware}. */
export type MiddlewareFn<State> = Middleware<State>;
/** A middleware, or a function that loads one; one signature, so that `ctx` is inferred. */
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response> | Promise<Middleware<State>>;

export interface PageResponse<Data> {
  data: Data;
  status?: number;
  headers?: HeadersInit;
}

export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;
export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

/** What the page component of a handler gets as `data`. */
export type RouteData<Handler> = Handler extends (...args: Any[]) => infer Result ? DataOf<Result>
  : {
    [M in keyof Handler]: Handler[M] extends (...args: Any[]) => infer Result ? DataOf<Result> : never;
  }[keyof Handler];
type DataOf<Result> = Awaited<Result> extends infer R ? R extends PageResponse<infer Data> ? Data : never
  : never;

/** Data for the page component beside the handler. Of two headers of one name, the last is kept. */
export function page<Data = undefined>(
  data?: Data,
  init?: { status?: number; headers?: HeadersInit },
): PageResponse<Data> {
  return { data: data as Data, ...init };
}

export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    "config" | "url" | "req" | "params" | "info" | "state" | "isPartial" | "Component" | "error" | "route"
  >
  & { data: Data; children?: ComponentChildren };

/** What a page, layout or app wrapper gives; only an `async function` may give a Response. */
export type Rendered = ComponentChildren | Response | Promise<ComponentChildren | Response>;
export type RouteComponent<State> = (props: PageProps<Any, State>) => Rendered;

export interface LayoutConfig {
  skipAppWrapper?: boolean;
  skipInheritedLayouts?: boolean;
}

export interface RouteConfig extends LayoutConfig {
  /** A URLPattern path that replaces the one from the file's name. */
  routeOverride?: string;
  /** Which methods the route answers, of those that it has handlers for; all of them by default. */
  methods?: "ALL" | Method[];
  /** Send the default Content-Security-Policy with the route. */
  csp?: boolean;
}

export interface Route<State> {
  handler?: RouteHandler<Any, State>;
  handlers?: RouteHandler<Any, State>;
  component?: RouteComponent<State>;
  config?: RouteConfig;
  /** Addresses of stylesheets. */
  css?: string[];
}

/** A layout or app wrapper. */
export type Layout<State> = Route<State> & { component: RouteComponent<State> };

/** A component that is also sent to the browser. */
export interface Island {
  fn: ComponentType<Any>;
  name: string;
  /** The name under which `chunk` exports it. */
  exportName: string;
  chunk: string;
  css: string[];
}
