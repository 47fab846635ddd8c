import { type ComponentChildren, createContext, Fragment, h, type VNode } from "preact";
import { useContext } from "preact/hooks";
import type { Island } from "./handlers.ts";
import { isElement, SlotReference } from "./island_props.ts";
import { type RenderState, renderState, type SlotContent } from "./render_state.ts";
import { comment } from "./runtime/comment.ts";

export const InsideIsland = createContext(false);

export interface IslandMarkerProps {
  island: Island;
  props: Record<string, unknown>;
  islandKey: unknown;
}

/** Stands in for an island and puts comments around it, by which the browser finds it. */
export function IslandMarker({ island, props, islandKey }: IslandMarkerProps): VNode {
  const state = renderState()!;
  // An island inside another one is part of it: the outer one brings it to life.
  if (useContext(InsideIsland)) return prepared(state, h(island.fn, props));

  const ownProps: Record<string, unknown> = {};
  const wireProps: Record<string, unknown> = {};
  for (const [prop, value] of Object.entries(props)) {
    const slot = isJsx(value) && addSlot(state, prop, value as ComponentChildren);
    ownProps[prop] = slot ? h(Slot, { slot }) : value;
    wireProps[prop] = slot ? new SlotReference(slot.id) : value;
  }
  const key = encodeURIComponent(String(islandKey ?? ""));
  const { name: partial = "", mode = "replace" } = state.within.at(-1) ?? {};
  // Of islands that are added to others, only a key says which is which.
  const place = key || mode === "replace" ? `${encodeURIComponent(partial)}/${island.name}:${key}` : "";
  const index = state.islandProps.push({ island, place, props: wireProps }) - 1;
  state.usedIslands.add(island);
  return h(
    Fragment,
    null,
    comment(`frsh:island:${island.name}:${index}:${key}`),
    h(InsideIsland.Provider, { value: true }, prepared(state, h(island.fn, ownProps))),
    comment("/frsh:island"),
  );
}

/** JSX from the server inside an island; islands in it are on their own again. */
export function Slot({ slot }: { slot: SlotContent }): VNode {
  slot.rendered = true;
  return h(
    Fragment,
    null,
    comment(`frsh:slot:${slot.id}:${slot.prop}`),
    h(InsideIsland.Provider, { value: false }, slot.content),
    comment("/frsh:slot"),
  );
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
