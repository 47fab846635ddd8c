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
  const handle = handlerFor(route, ctx.req.method);
  const span = { "fresh.span_type": "fs_routes/handler" };
  const result = handle && await traced("handler", span, () => handle(ctx));
  if (result instanceof Response) return result;
  if (!route.component) {
    throw new Error(
      `Answering "${ctx.req.method} ${ctx.url.pathname}": the handler gave no Response and there is no component`,
    );
  }

  if (result) ctx.data = result.data;
  const content = await renderComponent(route.component, pageProps(ctx));
  if (content instanceof Response) return content;
  // As in the published Fresh, the last of two headers of one name is kept.
  const headers = Object.fromEntries(new Headers(result?.headers));
  return await ctx.render(content, { status: result?.status ?? defaultStatus, headers }, route.config);
}

function handlerFor<State>(route: Route<State>, method: string): HandlerFn<unknown, State> | undefined {
  const handler = route.handler ?? route.handlers;
  if (typeof handler === "function") return handler;
  return handler?.[method as Method] ?? (method === "HEAD" ? handler?.GET : undefined);
}
