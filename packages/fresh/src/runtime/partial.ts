import { type ComponentChildren, Fragment, h, type VNode } from "preact";

export interface PartialProps {
  /** Unique within the page. */
  name: string;
  /** What happens to the content that is there: `replace` by default. */
  mode?: "replace" | "append" | "prepend";
  children?: ComponentChildren;
}

/** A named part of a page, which links and forms below `f-client-nav` change without loading a whole page. */
export function Partial(props: PartialProps): VNode {
  return h(Fragment, null, props.children);
}
