import { type ComponentChildren, Fragment, h, type VNode } from "preact";

export interface PartialProps {
  /** Unique within the page. */
  name: string;
  mode?: "replace" | "append" | "prepend";
  children?: ComponentChildren;
}

/** A named part of a page. For now it renders its children, and links below `f-client-nav` load whole pages. */
export function Partial(props: PartialProps): VNode {
  return h(Fragment, null, props.children);
}
