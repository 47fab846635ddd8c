import type { ComponentChildren, VNode } from "preact";
import type { Island } from "./handlers.ts";
import type { PartialProps } from "./runtime/partial.ts";

export interface SlotContent {
  id: number;
  /** The name of the island's prop that holds this JSX. */
  prop: string;
  content: ComponentChildren;
  rendered: boolean;
}

/** What is collected while one page is rendered. */
export interface RenderState {
  pathname: string;
  nonce: string;
  islands: Map<unknown, Island>;
  usedIslands: Set<Island>;
  islandProps: { island: Island; place: string; props: Record<string, unknown> }[];
  slots: SlotContent[];
  headKeys: string[];
  /** How many `<head>` or `Head` elements the renderer is inside of. */
  headDepth: number;
  /** The names of its partials. */
  partials: Set<string>;
  /** The partials that the renderer is inside of, the innermost last. */
  within: PartialProps[];
  /** Whether anything on the page asks for navigation by partials. */
  navigates: boolean;
  /** Elements that were made by the renderer itself and need no preparation. */
  prepared: WeakSet<VNode>;
}

// Rendering is synchronous from the first element to the last, so one variable serves all requests.
let current: RenderState | undefined;

export function renderState(): RenderState | undefined {
  return current;
}

export function withRenderState<T>(state: RenderState, render: () => T): T {
  current = state;
  try {
    return render();
  } finally {
    current = undefined;
  }
}
