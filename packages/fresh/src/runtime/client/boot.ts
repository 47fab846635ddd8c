import { type ComponentType, h, hydrate, options, render, type VNode } from "preact";
import { assetSettings } from "../asset.ts";
import { type IslandBlock, unitsOf } from "./markers.ts";
import { parseIslandProps, type Props } from "./revive.ts";
import { readSlots, type SlotContents } from "./slots.ts";

export type Islands = Record<string, ComponentType<Props>>;

const components: Islands = {};
const roots = new WeakMap<Comment, Element>();

/** Brings the islands of the page to life. `state` is what `serializeIslandProps` wrote. */
export function boot(islands: Islands, state: string, settings: typeof assetSettings) {
  Object.assign(assetSettings, settings);
  receive(islands, state, document.body).start(document.body.childNodes);
  return receive;
}

export type Receive = typeof receive;
export type IslandPage = ReturnType<Receive>;

/** Reads the islands of a page, this one or another that it takes parts from. */
function receive(islands: Islands, state: string, body: Node) {
  // While developing, Vite imports a module again under another address: what is on the page is the first one.
  Object.assign(components, { ...islands, ...components });
  const contents: SlotContents = new Map();
  const props = parseIslandProps(state, contents);
  const toVNode = ({ name, index }: IslandBlock): VNode => h(components[name], props[index]);
  // Slots are read before any island changes the page.
  readSlots(body, contents, toVNode);
  return {
    start(nodes: ArrayLike<Node>) {
      for (const island of outerIslands(nodes)) hydrate(toVNode(island), rootOf(island));
    },
    update: (old: IslandBlock, fresh: IslandBlock) => render(toVNode(fresh), roots.get(old.start)!),
    stop(nodes: ArrayLike<Node>) {
      for (const { start } of outerIslands(nodes)) render(null, roots.get(start)!);
    },
  };
}

/** Islands inside of others belong to those. */
function outerIslands(nodes: ArrayLike<Node>): IslandBlock[] {
  return unitsOf(nodes).flatMap(({ island, nodes: [node] }) => island ?? outerIslands(node.childNodes));
}

/** An island has no element of its own: to Preact, the nodes between its comments look like one. */
function rootOf({ start, nodes, end }: IslandBlock): Element {
  const parent = start.parentNode!;
  const insertBefore = (child: Node, before: Node | null) => parent.insertBefore(child, before ?? end);
  const root = {
    nodeType: Node.ELEMENT_NODE,
    parentNode: parent,
    ownerDocument: document,
    namespaceURI: (parent as Element).namespaceURI,
    firstChild: nodes[0] ?? null,
    childNodes: nodes,
    insertBefore,
    appendChild: (child: Node) => insertBefore(child, null),
    removeChild: (child: Node) => parent.removeChild(child),
    contains: (child: Node | null) => parent.contains(child),
  } as unknown as Element;
  roots.set(start, root);
  return root;
}

// `_freshIndicator` of a link, button or form holds a signal, and attributes hold only text.
const before = options.vnode;
options.vnode = (vnode) => {
  const props = vnode.props as Props;
  if (typeof vnode.type === "string" && props._freshIndicator) {
    const { _freshIndicator } = props;
    const { ref } = vnode;
    delete props._freshIndicator;
    vnode.ref = (element: unknown) => {
      if (element) Object.assign(element, { _freshIndicator });
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    };
  }
  before?.(vnode);
};
