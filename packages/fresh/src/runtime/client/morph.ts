import type { IslandPage } from "./boot.ts";
import { islandAt, type IslandBlock, marker } from "./markers.ts";

/** A node, or an island with all its nodes. */
interface Unit {
  /** What it is recognised by among its siblings. */
  id: string;
  nodes: Node[];
  island?: IslandBlock;
}

// Whether they are open now is up to the reader.
const servedOpen = new WeakSet<Element>(document.querySelectorAll("details[open]"));

/** Turns siblings into others after `start`. What is the same stays in place, with its focus, scroll and islands. */
export function morph(parent: Node, start: Node | null, old: Node[], fresh: Node[], page?: IslandPage): void {
  const rest = unitsOf(old);
  const pairs = unitsOf(fresh).map((unit) => ({ unit, match: take(rest, unit.id) }));
  for (const { nodes } of rest) {
    page?.stop(nodes);
    for (const node of nodes) (node as ChildNode).remove();
  }
  let last = start;
  for (const { unit, match } of pairs) {
    const { nodes } = match ?? unit;
    const next = last ? last.nextSibling : parent.firstChild;
    last = nodes.at(-1)!;
    if (nodes[0] !== next) { for (const node of nodes) parent.insertBefore(node, next); }
    if (match) update(match, unit, page);
    else page?.start(nodes);
  }
}

/** Puts nodes behind `last`. One that has the key of an old one takes its place instead. */
export function addAfter(last: Node, old: Node[], fresh: Node[], page?: IslandPage): void {
  const known = unitsOf(old).filter(({ nodes: [node] }) => keyOf(node));
  for (const unit of unitsOf(fresh)) {
    const match = take(known, unit.id);
    if (match) update(match, unit, page);
    else {
      for (const node of unit.nodes) last.parentNode!.insertBefore(node, last.nextSibling), last = node;
      page?.start(unit.nodes);
    }
  }
}

function unitsOf(nodes: Node[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < nodes.length;) {
    const island = islandAt(nodes[at]);
    const own = island ? [island.start, ...island.nodes, island.end] : [nodes[at]];
    units.push({ id: island ? `island ${island.id}` : idOf(nodes[at]), nodes: own, island });
    at += own.length;
  }
  return units;
}

function idOf(node: Node): string {
  return `${node.nodeName} ${keyOf(node) ?? (node as Element).id ?? marker(node)}`;
}

function keyOf(node: Node): string | undefined {
  return (node as HTMLElement).dataset?.frshKey;
}

function take(units: Unit[], id: string): Unit | undefined {
  const at = units.findIndex((unit) => unit.id === id);
  return at < 0 ? undefined : units.splice(at, 1)[0];
}

function update(old: Unit, fresh: Unit, page?: IslandPage): void {
  if (old.island) return page!.update(old.island, fresh.island!);
  const [node, other] = [old.nodes[0], fresh.nodes[0]];
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.nodeValue !== other.nodeValue) node.nodeValue = other.nodeValue;
    return;
  }
  if (node instanceof HTMLDetailsElement) keepOpen(node, other as HTMLDetailsElement);
  updateAttributes(node as Element, other as Element);
  morph(node, null, [...node.childNodes], [...other.childNodes], page);
  // What was typed is not in the attributes; the server's answer counts, as when a page is loaded.
  for (const name of ["value", "checked", "selected"]) {
    const [from, to] = [node, other] as unknown as Record<string, unknown>[];
    if (name in from && from[name] !== to[name]) from[name] = to[name];
  }
}

/** Only what has changed on the server opens or closes it. */
function keepOpen(details: HTMLDetailsElement, other: HTMLDetailsElement): void {
  const { open } = other;
  if (open === servedOpen.has(details)) other.open = details.open;
  servedOpen[open ? "add" : "delete"](details);
}

function updateAttributes(element: Element, other: Element): void {
  for (const { name } of [...element.attributes]) {
    if (!other.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of other.attributes) {
    if (name !== "nonce" && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
