import { Fragment, h, options, type VNode } from "preact";
import { IslandMarker } from "./island_marker.ts";
import { PartialMarker } from "./partial_marker.ts";
import { type RenderState, renderState } from "./render_state.ts";
import { activeLink } from "./runtime/active_link.ts";
import { asset, assetSrcSet } from "./runtime/asset.ts";
import { comment } from "./runtime/comment.ts";
import { Head } from "./runtime/head.ts";
import { Partial, type PartialProps } from "./runtime/partial.ts";

type Props = Record<string, unknown>;
/**
 * An element kept in a constant is rendered for many requests and must not keep what was added for the first. Not in a
 * WeakMap: a minor collection keeps its values, and with them each page until the next major one.
 */
const ORIGINAL_PROPS = Symbol("original props");

/** An element or component whose kind may be changed before it is rendered. */
interface AnyVNode {
  type: unknown;
  props: Props;
  key: unknown;
  [ORIGINAL_PROPS]?: Props;
}

/** Preact's hooks have short names in the published builds: `__b` runs before an element is rendered. */
const hooks = options as typeof options & {
  __b?: (vnode: AnyVNode) => void;
  diffed?: (vnode: AnyVNode) => void;
};

const HEAD_ELEMENTS = new Set(["title", "meta", "link", "base", "script", "style", "noscript", "template"]);

/** Elements that `attributesFor()` knows. */
const GAINING = new Set(["script", "style", "img", "source", "a"]);

const before = hooks.__b;
hooks.__b = (vnode) => {
  const state = renderState();
  if (state && vnode) {
    const { type } = vnode;
    if (typeof type === "string") prepareElement(vnode, type, state);
    else if (typeof type === "function") prepareComponent(vnode, type, state);
  }
  before?.(vnode);
};

const after = hooks.diffed;
hooks.diffed = (vnode) => {
  const state = renderState();
  if (state && vnode) {
    if (vnode.type === "head" || vnode.type === Head) state.headDepth--;
    else if (vnode.type === PartialMarker) state.within.pop();
  }
  after?.(vnode);
};

function prepareComponent(vnode: AnyVNode, type: unknown, state: RenderState): void {
  const { props, key } = vnode;
  if (type === Head) state.headDepth++;
  else if (type === Partial) {
    vnode.props = { ...props, partialKey: key };
    vnode.type = PartialMarker;
    state.within.push(props as unknown as PartialProps);
  } else {
    const island = state.islands.get(type);
    if (!island || state.prepared.has(vnode as unknown as VNode)) return;
    vnode.props = { island, props, islandKey: key };
    vnode.type = IslandMarker;
  }
}

function prepareElement(vnode: AnyVNode, type: string, state: RenderState): void {
  if (type === "head") state.headDepth++;
  if (state.headDepth === 0 || !HEAD_ELEMENTS.has(type)) complete(vnode, type, state);
  else if (!state.prepared.has(vnode as unknown as VNode)) {
    const { props, key } = vnode;
    vnode.props = { inner: h(type, props), headKey: headKey(type, props, key) };
    vnode.type = HeadElement;
  }
}

/** Puts comments around an element of the head, by which the renderer drops repeated ones. */
function HeadElement({ inner, headKey }: { inner: VNode; headKey: string | undefined }): VNode {
  const state = renderState()!;
  state.prepared.add(inner);
  complete(inner as unknown as AnyVNode, inner.type as string, state);
  if (headKey === undefined) return inner;
  const index = state.headKeys.push(headKey) - 1;
  return h(Fragment, null, comment(`frsh:head-key:${index}`), inner, comment("/frsh:head-key"));
}

/** What an element in `<head>` is compared by, or undefined for one that may repeat. */
function headKey(type: string, props: Props, key: unknown): string | undefined {
  if (type === "title") return "title";
  if (key !== undefined && key !== null) return `key:${key}`;
  if (props.id) return `id:${props.id}`;
  if (type === "meta" && props.name) return `meta:${props.name}`;
  // Only one canonical address makes sense, while two stylesheets do.
  if (type === "link" && props.rel) {
    return props.rel === "canonical" ? "link:canonical" : `link:${props.rel}:${props.href}`;
  }
}

/** Gives an element the attributes that nobody wants to write by hand. */
function complete(vnode: AnyVNode, type: string, state: RenderState): void {
  // Most elements gain nothing, and a page has a thousand.
  if (!GAINING.has(type) && !asksForMore(vnode, state)) return;
  const props = vnode[ORIGINAL_PROPS] ?? vnode.props;
  let added = attributesFor(type, props, state);
  if (state.within.length > 0 && vnode.key != null) added = { ...added, "data-frsh-key": vnode.key };
  if ("f-client-nav" in props) {
    const isOn = String(props["f-client-nav"]) !== "false";
    state.navigates ||= isOn;
    added = { ...added, "f-client-nav": String(isOn) };
  } else if ("f-partial" in props) state.navigates = true;
  if ("_freshIndicator" in props) added = { ...added, _freshIndicator: undefined };

  if (added) vnode[ORIGINAL_PROPS] = props;
  vnode.props = added ? { ...props, ...added } : props;
}

function asksForMore({ props, key }: AnyVNode, { within }: RenderState): boolean {
  return "f-client-nav" in props || "f-partial" in props || "_freshIndicator" in props ||
    (key != null && (within.length > 0 || "data-frsh-key" in props));
}

function attributesFor(type: string, props: Props, state: RenderState): Props | undefined {
  if (type === "script" || type === "style") {
    return props.nonce === undefined ? { nonce: state.nonce } : undefined;
  }
  if (type === "img" || type === "source") return lockedAsset(props);
  if (type === "a") return linkState(props, state);
}

function lockedAsset(props: Props): Props | undefined {
  const { src, srcset = props.srcSet } = props;
  if ("data-fresh-disable-lock" in props) return;
  return {
    ...(typeof src === "string" && { src: asset(src) }),
    ...(typeof srcset === "string" && { srcset: assetSrcSet(srcset), srcSet: undefined }),
  };
}

function linkState(props: Props, { pathname }: RenderState): Props | undefined {
  const { href } = props;
  if (typeof href !== "string" || !href.startsWith("/") || "aria-current" in props) return;
  const state = activeLink(href, pathname);
  return state && { [`data-${state}`]: "true", "aria-current": state === "current" ? "page" : "true" };
}
