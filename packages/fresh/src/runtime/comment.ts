import { type Attributes, Fragment, h, type VNode } from "preact";

/** An HTML comment in server-rendered output; nothing in the browser. */
export function comment(text: string): VNode {
  return h(Fragment, { UNSTABLE_comment: text } as Attributes);
}
