import type { Any, Middleware, PageProps, Rendered, RouteData, RouteHandler } from "./handlers.ts";

/** Functions that return their argument and exist for its types. */
export interface Define<State> {
  handlers<Handlers extends RouteHandler<Any, State>>(handlers: Handlers): Handlers;
  page<Handlers extends RouteHandler<Any, State> = RouteHandler<unknown, State>>(
    render: (props: PageProps<RouteData<Handlers>, State>) => Rendered,
  ): (props: PageProps<RouteData<Handlers>, State>) => Rendered;
  layout(
    render: (props: PageProps<unknown, State>) => Rendered,
  ): (props: PageProps<unknown, State>) => Rendered;
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): M;
}

/** One set of typed helpers for the whole application: `export const define = createDefine<State>()`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
