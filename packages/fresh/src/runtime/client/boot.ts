import { type ComponentType, h, hydrate } from "preact";
import { assetSettings } from "../asset.ts";
import { type IslandStart, islandStart, nodesUntilEnd } from "./markers.ts";
import { parseIslandProps } from "./revive.ts";
import { readSlots } from "./slots.ts";

export type Islands = Record<string, ComponentType<Record<string, unknown>>>;

/** Brings the islands of the page to life. `state` is what `serializeIslandProps` wrote. */
export function boot(islands: Islands, state: string, settings: typeof assetSettings): void {
  Object.assign(assetSettings, settings);
  const props = parseIslandProps(state);
  // Slots are read before any island changes the page.
  readSlots(document.body, (start) => h(islands[start.name], props[start.index]));
  for (const start of outerIslands(document.body)) {
    hydrate(h(islands[start.name], props[start.index]), rootBetween(start));
  }
}

/** Islands inside of others are brought to life by those. */
function outerIslands(parent: Node): IslandStart[] {
  const found: IslandStart[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    const start = islandStart(node);
    if (start) {
      found.push(start);
      node = nodesUntilEnd(start.comment).end;
    } else found.push(...outerIslands(node));
  }
  return found;
}

/** An island has no element of its own: to Preact, the nodes between its comments look like one. */
function rootBetween({ comment }: IslandStart): Element {
  const { nodes, end } = nodesUntilEnd(comment);
  const parent = comment.parentNode!;
  const insertBefore = (child: Node, before: Node | null) => parent.insertBefore(child, before ?? end);
  return {
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
}
