import type { IslandPage } from "./boot.ts";
import { type Block, blockAt, marker, unitsOf } from "./markers.ts";
import { addAfter, morph } from "./morph.ts";

export interface PartialBlock extends Block {
  name: string;
  mode: string;
}

/** The partials of a page that this one has too, the outermost of each. */
export function sharedPartials(page: Document): PartialBlock[] {
  const inner = new Set<Comment>();
  return partialsIn(page.body.childNodes).filter(({ name, start, nodes }) => {
    if (inner.has(start) || !partialNamed(name)) return false;
    for (const nested of partialsIn(nodes)) inner.add(nested.start);
    return true;
  });
}

export function applyPartials(partials: PartialBlock[], page?: IslandPage): void {
  for (const { name, mode, nodes: fresh } of partials) {
    const { start, nodes, end } = partialNamed(name)!;
    if (mode === "append") addAfter(end.previousSibling!, nodes, fresh, page);
    else if (mode === "prepend") addAfter(start, nodes, fresh, page);
    else morph(start.parentNode!, start, nodes, fresh, page);
  }
}

function partialNamed(name: string): PartialBlock | undefined {
  return partialsIn(document.body.childNodes).find((partial) => partial.name === name);
}

function partialsIn(nodes: ArrayLike<Node>): PartialBlock[] {
  return unitsOf(nodes).flatMap(({ island, nodes: [node] }) => {
    const [, name, mode] = marker(node).match(/^frsh:partial:([^:]*):(\w+):/) ?? [];
    if (name) return { ...blockAt(node as Comment), name, mode };
    return island ? [] : partialsIn(node.childNodes);
  });
}

/** Takes over title, meta and link elements, and resolves when new styles are there. */
export async function mergeHead(head: HTMLHeadElement): Promise<void> {
  const loading: Promise<unknown>[] = [];
  for (const element of [...head.querySelectorAll("title,meta,link,style")] as HTMLElement[]) {
    const id = headId(element);
    const own = [...document.head.children].find((one) => headId(one) === id);
    if (own?.isEqualNode(element)) continue;
    if (own) own.replaceWith(element);
    else document.head.append(element);
    if (element.matches("[rel=stylesheet]")) {
      loading.push(new Promise((resolve) => element.onload = element.onerror = resolve));
    }
  }
  await Promise.all(loading);
}

function headId(element: Element): string {
  const { nodeName, id, textContent } = element;
  const attribute = ["name", "property", "charset", "href"].find((name) => element.hasAttribute(name)) ?? "";
  if (nodeName === "TITLE" || element.matches("[rel=canonical]")) return nodeName;
  return `${nodeName} ${id || element.getAttribute(attribute) || textContent}`;
}
