import { h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { type Context, inside } from "./context.ts";
import { documentOf } from "./document.tsx";
import type { Any, LayoutConfig, PageProps, RouteComponent } from "./handlers.ts";
import { Slot } from "./island_marker.ts";
import { traced } from "./otel.ts";
import { RenderState, withRenderState } from "./render_state.ts";
import { withoutTrailingSlash } from "./runtime/active_link.ts";
import "./render_hooks.ts";

export async function renderResponse<State>(
  ctx: Context<State>,
  content: VNode | null,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  const { appWrapper, layouts, css: ownCss } = inside(ctx as Context<unknown>);
  const wrappers = config.skipInheritedLayouts ? [] : [...layouts];
  if (appWrapper && !config.skipAppWrapper) wrappers.unshift(appWrapper);

  let child = content;
  for (const wrapper of wrappers.toReversed()) {
    const inner = child;
    const outer = await renderComponent(wrapper.component, { ...pageProps(ctx), Component: () => inner });
    if (outer instanceof Response) return outer;
    child = outer;
  }
  const css = [...wrappers.flatMap((wrapper) => wrapper.css ?? []), ...ownCss];
  const span = { "fresh.span_type": "render" };
  return await traced("render", span, () => renderDocument(ctx, child, { ...init, css }));
}

/** Async functions run now; all others become part of the tree, where hooks and contexts work. */
export async function renderComponent<State>(
  component: RouteComponent<State>,
  props: PageProps<unknown, State>,
): Promise<VNode<Any> | Response | null> {
  if (component.constructor.name !== "AsyncFunction") return h(component as () => VNode, props as object);
  const span = { "fresh.span_type": "fs_routes/async_component" };
  return await traced("invoke async component", span, () => component(props)) as VNode | Response | null;
}

export function pageProps<State>(ctx: Context<State>): PageProps<unknown, State> {
  const { config, url, req, params, info, state, isPartial, Component, error, route, data } = ctx;
  return { config, url, req, params, info, state, isPartial, Component, error, route, data };
}

function renderDocument<State>(
  ctx: Context<State>,
  vnode: VNode | null,
  { css, ...init }: ResponseInit & { css: string[] },
): Response {
  const within = inside(ctx as Context<unknown>);
  within.nonce ??= crypto.randomUUID().replaceAll("-", "");
  const state = new RenderState(withoutTrailingSlash(ctx.url.pathname), within.nonce, within.build.islands);
  const { markup, hiddenSlots } = withRenderState(state, () => ({
    markup: vnode === null ? "" : renderToString(vnode),
    hiddenSlots: renderHiddenSlots(state),
  }));
  const partialId = ctx.isPartial ? crypto.randomUUID() : undefined;
  const { html, links } = documentOf({ markup, hiddenSlots, state, css, build: within.build, partialId });

  const headers = new Headers(init.headers);
  if (partialId) headers.set("x-fresh-id", partialId);
  for (const link of links) headers.append("link", link);
  return ctx.html(html, { ...init, headers });
}

/** JSX that an island does not show yet, kept for when it does. It sees no context from around the island. */
function renderHiddenSlots(state: RenderState): string {
  let html = "";
  // Rendering one slot may find islands that bring more, so the list grows meanwhile.
  for (const slot of state.slots) {
    if (slot.rendered) continue;
    html += `<template id="frsh-slot-${slot.id}">${renderToString(h(Slot, { slot }))}</template>`;
  }
  return html;
}
