import type { IslandPage } from "./boot.ts";
import { marker, type Unit, unitsOf } from "./markers.ts";

// Whether they are open now is up to the reader.
const servedOpen = new WeakSet<Element>(document.querySelectorAll("details[open]"));

/** Turns siblings into others after `start`. What is the same stays in place, with its focus, scroll and islands. */
export function morph(parent: Node, start: Node | null, old: Node[], fresh: Node[], page?: IslandPage): void {
  const rest = unitsOf(old);
  const pairs = unitsOf(fresh).map((unit) => ({ unit, match: take(rest, unit) }));
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
    const match = take(known, unit);
    if (match) update(match, unit, page);
    else {
      for (const node of unit.nodes) last.parentNode!.insertBefore(node, last.nextSibling), last = node;
      page?.start(unit.nodes);
    }
  }
}

/** Takes what a unit is recognised as out of others. */
function take(units: Unit[], unit: Unit): Unit | undefined {
  const id = idOf(unit);
  const at = units.findIndex((one) => idOf(one) === id);
  return at < 0 ? undefined : units.splice(at, 1)[0];
}

function idOf({ island, nodes: [node] }: Unit): string {
  if (island) return `island ${island.id}`;
  return `${node.nodeName} ${keyOf(node) ?? (node as Element).id ?? marker(node)}`;
}

function keyOf(node: Node): string | undefined {
  return (node as HTMLElement).dataset?.frshKey;
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
