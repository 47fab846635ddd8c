import { type ComponentChildren, createContext, h, type VNode } from "preact";
import { useContext } from "preact/hooks";
import type { Island } from "./handlers.ts";
import { isElement, SlotReference } from "./island_props.ts";
import { type RenderState, renderState, type SlotContent } from "./render_state.ts";
import { marked } from "./runtime/marked.ts";

export const InsideIsland = createContext(false);

type Props = Record<string, unknown>;

/** Stands in for an island and puts comments around it, by which the browser finds it. */
export function IslandMarker(
  { island, props, islandKey }: { island: Island; props: Props; islandKey: unknown },
): VNode {
  const state = renderState()!;
  // An island inside another one is part of it: the outer one brings it to life.
  if (useContext(InsideIsland)) return prepared(state, h(island.fn, props));

  const ownProps: Props = {};
  const wireProps: Props = {};
  for (const [prop, value] of Object.entries(props)) {
    const slot = isJsx(value) && addSlot(state, prop, value as ComponentChildren);
    ownProps[prop] = slot ? h(Slot, { slot }) : value;
    wireProps[prop] = slot ? new SlotReference(slot.id) : value;
  }
  const index = state.islandProps.push({ island, props: wireProps }) - 1;
  state.usedIslands.add(island);
  const content = h(InsideIsland.Provider, { value: true }, prepared(state, h(island.fn, ownProps)));
  return marked("island", [island.name, index, islandKey ?? ""], content);
}

/** JSX from the server inside an island; islands in it are on their own again. */
export function Slot({ slot }: { slot: SlotContent }): VNode {
  slot.rendered = true;
  const content = h(InsideIsland.Provider, { value: false }, slot.content);
  return marked("slot", [slot.id, slot.prop], content);
}

function addSlot(state: RenderState, prop: string, content: ComponentChildren): SlotContent {
  const slot = { id: state.slots.length, prop, content, rendered: false };
  state.slots.push(slot);
  return slot;
}

function isJsx(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isJsx) : isElement(value);
}

function prepared(state: RenderState, vnode: VNode): VNode {
  state.prepared.add(vnode);
  return vnode;
}
