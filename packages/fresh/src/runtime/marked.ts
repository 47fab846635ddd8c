import { type Attributes, type ComponentChildren, Fragment, h, type VNode } from "preact";

/** Puts comments around what is rendered on the server, such as `<!--frsh:slot:0:title-->…<!--/frsh:slot-->`. */
export function marked(kind: string, details: unknown[], children: ComponentChildren): VNode {
  const start = ["frsh", kind, ...details.map((detail) => encodeURIComponent(String(detail)))].join(":");
  return h(Fragment, null, comment(start), children, comment(`/frsh:${kind}`));
}

function comment(text: string): VNode {
  return h(Fragment, { UNSTABLE_comment: text } as Attributes);
}
