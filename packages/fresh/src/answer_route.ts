import { type Context, inside } from "./context.ts";
import type { HandlerFn, Method, Route } from "./handlers.ts";
import { traced } from "./otel.ts";
import { pageProps, renderComponent } from "./render.ts";

/** Runs a route's handler for the method, and its component with the data that came back. */
export async function answerRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  defaultStatus = 200,
): Promise<Response> {
  inside(ctx as Context<unknown>).css = route.css ?? [];
  let status: number | undefined;
  const headers = new Headers();
  const handle = handlerFor(route, ctx.req.method);
  if (handle) {
    const result = await traced(
      "handler",
      { "fresh.span_type": "fs_routes/handler" },
      async () => await handle(ctx),
    );
    if (result instanceof Response) return result;
    ctx.data = result.data;
    status = result.status;
    // The published Fresh keeps only the last of two Set-Cookie headers here.
    for (const [name, value] of new Headers(result.headers)) headers.set(name, value);
  }
  if (!route.component) {
    throw new Error(
      `Answering "${ctx.req.method} ${ctx.url.pathname}": the handler gave no Response and there is no component`,
    );
  }

  const content = await renderComponent(route.component, pageProps(ctx));
  if (content instanceof Response) return content;
  return await ctx.render(content, { status: status ?? defaultStatus, headers }, route.config);
}

function handlerFor<State>(route: Route<State>, method: string): HandlerFn<unknown, State> | undefined {
  const handler = route.handler ?? route.handlers;
  if (typeof handler === "function") return handler;
  return handler?.[method as Method] ?? (method === "HEAD" ? handler?.GET : undefined);
}
