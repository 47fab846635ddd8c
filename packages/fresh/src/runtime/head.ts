import type { ComponentChildren, VNode } from "preact";
import { marked } from "./marked.ts";
import { IS_BROWSER } from "./is_browser.ts";

export interface HeadProps {
  children?: ComponentChildren;
}

/**
 * Puts its children into the document's `<head>` when the page is rendered on the server; of two that
 * mean the same thing (title, key, id, meta name), the last rendered wins.
 */
export function Head(props: HeadProps): VNode | null {
  if (IS_BROWSER) return null;
  // The renderer cuts out what stands between these comments and moves it into <head>.
  return marked("head", [], props.children);
}
