import { type ComponentChild, type ComponentChildren, h, type VNode } from "preact";
import { blockAt, type IslandBlock, marker, unitsOf } from "./markers.ts";

/** JSX that the server gave to islands, by the ids of one response. */
export type SlotContents = Map<string, ComponentChildren>;
type ToVNode = (island: IslandBlock) => VNode;

/** JSX that the server gave to an island, rebuilt from the page. */
export function Slot({ id, contents }: { id: string; contents: SlotContents }): ComponentChildren {
  return contents.get(id);
}

/** Finds all slots below a node, shown ones between comments and hidden ones in templates. */
export function readSlots(parent: Node, contents: SlotContents, toVNode: ToVNode): void {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    const [, id] = marker(node).match(/^frsh:slot:(\d+):/) ?? [];
    if (id) contents.set(id, toVNodes(blockAt(node as Comment).nodes, toVNode));
    readSlots(isTemplate(node) ? node.content : node, contents, toVNode);
  }
}

function toVNodes(nodes: ArrayLike<Node>, toVNode: ToVNode): ComponentChild[] {
  return unitsOf(nodes).map(({ island, nodes: [node] }) => {
    if (island) return toVNode(island);
    if (node.nodeType === Node.ELEMENT_NODE) return elementVNode(node as Element, toVNode);
    return node.nodeType === Node.TEXT_NODE ? node.nodeValue : null;
  });
}

function elementVNode(element: Element, toVNode: ToVNode): VNode {
  const props: Record<string, unknown> = {};
  for (const { name, value } of element.attributes) {
    // `disabled=""` means true, while Preact would set the property to "".
    const isSwitch = value === "" && typeof element[name as keyof Element] === "boolean";
    props[name] = isSwitch ? true : value;
  }
  return h(element.localName, props, toVNodes(element.childNodes, toVNode)) as VNode;
}

function isTemplate(node: Node): node is HTMLTemplateElement {
  return node.nodeName === "TEMPLATE";
}
