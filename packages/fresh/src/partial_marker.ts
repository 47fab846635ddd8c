import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import { InsideIsland } from "./island_marker.ts";
import { renderState } from "./render_state.ts";
import { marked } from "./runtime/marked.ts";
import type { PartialProps } from "./runtime/partial.ts";

/** Stands in for a `Partial` on the server and puts comments around it, by which the browser finds it. */
export function PartialMarker(
  { name, mode = "replace", children, partialKey }: PartialProps & { partialKey: unknown },
): VNode {
  const state = renderState()!;
  if (useContext(InsideIsland)) throw new Error(`Rendering Partial "${name}": it is inside of an island`);
  if (state.partials.has(name)) {
    throw new Error(`Rendering Partial "${name}": the page has another of this name`);
  }
  state.partials.add(name);
  state.partialDepth++;
  return marked("partial", [name, mode, partialKey ?? ""], children);
}
