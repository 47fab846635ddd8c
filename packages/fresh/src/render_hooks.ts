import { h, options, type VNode } from "preact";
import { IslandMarker } from "./island_marker.ts";
import { PartialMarker } from "./partial_marker.ts";
import { type RenderState, renderState } from "./render_state.ts";
import { activeLink } from "./runtime/active_link.ts";
import { asset, assetSrcSet } from "./runtime/asset.ts";
import { marked } from "./runtime/marked.ts";
import { Head } from "./runtime/head.ts";
import { Partial } from "./runtime/partial.ts";

type Props = Record<string, unknown>;
/** An element or component whose kind may be changed before it is rendered. */
interface AnyVNode {
  type: unknown;
  props: Props;
  key: unknown;
}

/** Preact's hooks have short names in the published builds: `__b` runs before an element is rendered. */
const hooks = options as typeof options & {
  __b?: (vnode: AnyVNode) => void;
  diffed?: (vnode: AnyVNode) => void;
};

const HEAD_ELEMENTS = new Set(["title", "meta", "link", "base", "script", "style", "noscript", "template"]);

const before = hooks.__b;
hooks.__b = (vnode) => {
  const state = renderState();
  if (state && vnode && !state.prepared.has(vnode as unknown as VNode)) prepare(vnode, state);
  before?.(vnode);
};

const after = hooks.diffed;
hooks.diffed = (vnode) => {
  const state = renderState();
  if (state && opensHead(vnode)) state.headDepth--;
  if (state && vnode?.type === PartialMarker) state.partialDepth--;
  after?.(vnode);
};

/**
 * Puts a component in the place of what is more than it looks like. The vnode may be kept in a constant and be
 * rendered for many requests, so nothing of this one may stay on it.
 */
function prepare(vnode: AnyVNode, state: RenderState): void {
  const { type, props, key } = vnode;
  if (opensHead(vnode)) state.headDepth++;
  const island = state.islands.get(type);
  if (island) {
    vnode.props = { island, props, islandKey: key };
    vnode.type = IslandMarker;
  } else if (type === Partial) {
    vnode.props = { ...props, partialKey: key };
    vnode.type = PartialMarker;
  } else if (typeof type === "string" && (isSpecial(type, props) || key != null && state.partialDepth > 0)) {
    vnode.props = { type, props, elementKey: key };
    vnode.type = SpecialElement;
  }
}

function opensHead(vnode: AnyVNode): boolean {
  return vnode?.type === "head" || vnode?.type === Head;
}

function isSpecial(type: string, props: Props): boolean {
  return HEAD_ELEMENTS.has(type) || type === "a" || type === "img" || type === "source" ||
    "f-client-nav" in props || "_freshIndicator" in props;
}

/** Adds the attributes that nobody wants to write by hand, and comments by which repeated ones of the head are dropped. */
function SpecialElement(
  { type, props, elementKey }: { type: string; props: Props; elementKey: unknown },
): VNode {
  const state = renderState()!;
  const isKeyed = elementKey != null && state.partialDepth > 0;
  const added = { ...attributesFor(type, props, state), ...(isKeyed && { "data-frsh-key": elementKey }) };
  const element = h(type, { ...props, ...added });
  state.prepared.add(element);
  const isInHead = state.headDepth > 0 && HEAD_ELEMENTS.has(type);
  const id = isInHead ? headKey(type, props, elementKey) : undefined;
  return id === undefined ? element : marked("head-key", [state.headKeys.push(id) - 1], element);
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

function attributesFor(type: string, props: Props, state: RenderState): Props {
  const added: Props = {};
  if (type === "script" || type === "style") added.nonce = props.nonce ?? state.nonce;
  if (type === "img" || type === "source") Object.assign(added, lockedAsset(props));
  if (type === "a") Object.assign(added, linkState(props, state));
  if ("f-client-nav" in props) {
    const isOn = String(props["f-client-nav"]) !== "false";
    state.navigates ||= isOn;
    added["f-client-nav"] = String(isOn);
  }
  if ("_freshIndicator" in props) added._freshIndicator = undefined;
  return added;
}

function lockedAsset(props: Props): Props | undefined {
  const { src, srcset = props.srcSet } = props;
  if ("data-fresh-disable-lock" in props) return;
  return {
    ...(typeof src === "string" && { src: asset(src) }),
    ...(typeof srcset === "string" && { srcset: assetSrcSet(srcset), srcSet: undefined }),
  };
}

function linkState({ href, ...props }: Props, { pathname }: RenderState): Props | undefined {
  if (typeof href !== "string" || !href.startsWith("/") || "aria-current" in props) return;
  const state = activeLink(href, pathname);
  return state && { [`data-${state}`]: "true", "aria-current": state === "current" ? "page" : "true" };
}
