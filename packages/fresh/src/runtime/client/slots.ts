import { type ComponentChild, type ComponentChildren, h, type VNode } from "preact";
import { type IslandStart, islandStart, nodesUntilEnd, slotStart } from "./markers.ts";

const contents = new Map<number, ComponentChildren>();

/** JSX that the server gave to an island, rebuilt from the page. */
export function Slot({ id }: { id: number }): ComponentChildren {
  return contents.get(id);
}

/** Finds all slots below a node, shown ones between comments and hidden ones in templates. */
export function readSlots(parent: Node, island: (start: IslandStart) => VNode): void {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    const slot = slotStart(node);
    if (slot) contents.set(slot.id, toVNodes(nodesUntilEnd(slot.comment).nodes, island));
    readSlots(node instanceof HTMLTemplateElement ? node.content : node, island);
  }
}

function toVNodes(nodes: Iterable<Node>, island: (start: IslandStart) => VNode): ComponentChild[] {
  const vnodes: ComponentChild[] = [];
  let end: Comment | undefined;
  for (const node of nodes) {
    if (node === end) end = undefined;
    if (end) continue;
    const start = islandStart(node);
    if (start) {
      vnodes.push(island(start));
      end = nodesUntilEnd(start.comment).end;
    } else if (node instanceof Text) vnodes.push(node.data);
    else if (node instanceof Element) vnodes.push(toVNode(node, island));
  }
  return vnodes;
}

function toVNode(element: Element, island: (start: IslandStart) => VNode): VNode {
  const props: Record<string, unknown> = {};
  for (const { name, value } of element.attributes) {
    // `disabled=""` means true, while Preact would set the property to "".
    const isSwitch = value === "" && typeof element[name as keyof Element] === "boolean";
    props[name] = isSwitch ? true : value;
  }
  return h(element.localName, props, toVNodes(element.childNodes, island)) as VNode;
}
