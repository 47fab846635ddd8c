import type { FunctionComponent, VNode } from "preact";
import type { Build } from "./build.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import type { Any, Layout, LayoutConfig } from "./handlers.ts";
import { renderResponse } from "./render.ts";
import { connect, upgrade, type WebSocketHandlers, type WebSocketUpgradeOptions } from "./websocket.ts";

/** What the framework keeps beside a context while a request passes through it. */
export interface Inside {
  build: Build;
  appWrapper: Layout<Any> | null;
  layouts: Layout<Any>[];
  /** The stylesheets of the route that answers. */
  css: string[];
  /** The nonce of the scripts and styles in the rendered page, once there is one. */
  nonce: string | null;
  /** The published Fresh leaves `ctx.error` unset for its own refusals when there is no root middleware. */
  hidesError: boolean;
}

type ContextInit =
  & Pick<Context<unknown>, "req" | "url" | "info" | "config" | "route" | "params">
  & Pick<Inside, "build">;

type Chunk = string | Uint8Array<ArrayBuffer>;
type Chunks = Iterable<Chunk> | AsyncIterable<Chunk>;

export let inside: (ctx: Context<unknown>) => Inside;

/** One request on its way through middlewares to a handler. */
export class Context<State> {
  readonly config: ResolvedFreshConfig;
  readonly req: Request;
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  /** The pattern that matched, or null. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly state: State = {} as State;
  readonly isPartial: boolean;
  data: unknown = undefined;
  /** What an error page is shown for. */
  error: unknown = null;
  /** Runs what comes after the current middleware. */
  next: () => Promise<Response> = () =>
    Promise.reject(new Error("Called ctx.next() outside of a middleware"));
  /** The child of a layout or app wrapper. */
  Component: FunctionComponent = () => null;
  #inside: Inside;

  static {
    inside = (ctx) => ctx.#inside;
  }

  constructor(init: ContextInit) {
    ({ req: this.req, url: this.url, info: this.info, config: this.config } = init);
    ({ route: this.route, params: this.params } = init);
    this.isPartial = init.url.searchParams.has("fresh-partial");
    // Links that a page makes from its own address must not ask for partials.
    if (this.isPartial) init.url.searchParams.delete("fresh-partial");
    const { build } = init;
    this.#inside = { build, appWrapper: null, layouts: [], css: [], nonce: null, hidesError: false };
  }

  /** Leading slashes are collapsed, so that a path never becomes another host. */
  redirect(pathOrUrl: string, status: number = 302): Response {
    let location = pathOrUrl;
    if (/^[/\\]/.test(location)) {
      const url = new URL(location.replace(/^[/\\]+/, "/"), "http://localhost");
      location = `${url.pathname.replace(/\/{2,}/g, "/")}${url.search}${url.hash}`;
    }
    return new Response(null, { status, headers: { location } });
  }

  /** Renders inside the layouts and the app wrapper of the matched route. */
  render(vnode: VNode<Any> | null, init: ResponseInit = {}, config: LayoutConfig = {}): Promise<Response> {
    return renderResponse(this, vnode, init, config);
  }

  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  html(content: string, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    if (!headers.has("content-type")) headers.set("content-type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  json(content: Any, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  stream(chunks: ReadableStream<Chunk> | Chunks | (() => Chunks), init?: ResponseInit): Response {
    const source = typeof chunks === "function" ? chunks() : chunks;
    return new Response(ReadableStream.from(encoded(source)), init);
  }

  upgrade(options?: WebSocketUpgradeOptions): Deno.WebSocketUpgrade;
  upgrade(handlers: WebSocketHandlers, options?: WebSocketUpgradeOptions): Response;
  upgrade(
    first?: WebSocketUpgradeOptions | WebSocketHandlers,
    options?: WebSocketUpgradeOptions,
  ): Deno.WebSocketUpgrade | Response {
    if (!first || !isHandlers(first)) return upgrade(this.req, first);
    const { socket, response } = upgrade(this.req, options);
    connect(socket, first);
    return response;
  }
}

async function* encoded(chunks: ReadableStream<Chunk> | Chunks): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
}

function isHandlers(value: WebSocketUpgradeOptions | WebSocketHandlers): value is WebSocketHandlers {
  return Object.values(value).some((member) => typeof member === "function");
}
