import type { ComponentChildren, VNode } from "preact";
import type { Island } from "./handlers.ts";

export interface SlotContent {
  id: number;
  /** The name of the island's prop that holds this JSX. */
  prop: string;
  content: ComponentChildren;
  rendered: boolean;
}

/** What is collected while one page is rendered. */
export class RenderState {
  readonly islands: Map<unknown, Island>;
  readonly usedIslands = new Set<Island>();
  readonly islandProps: { island: Island; props: Record<string, unknown> }[] = [];
  readonly slots: SlotContent[] = [];
  readonly headKeys: string[] = [];
  /** How many `<head>` or `Head` elements the renderer is inside of. */
  headDepth = 0;
  /** The names of its partials. */
  readonly partials = new Set<string>();
  /** How many partials the renderer is inside of. */
  partialDepth = 0;
  /** Whether anything on the page asks for navigation by partials. */
  navigates = false;
  /** Elements that were made by the renderer itself and need no preparation. */
  readonly prepared = new Set<VNode>();

  constructor(readonly pathname: string, readonly nonce: string, islands: Island[]) {
    this.islands = new Map(islands.map((island) => [island.fn, island]));
  }
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
