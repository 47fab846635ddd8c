import type { Token, Tokens } from "marked";

export type Anchor = { id: string; text: string; depth: number };

/** What a heading is called in an address: `no_valid_record`, `send-many-at-once`; without the number of a step. */
export function anchorOf(heading: Tokens.Heading): string {
  return textOf(heading).toLowerCase().replaceAll(/[^a-z0-9_]+/g, "-").replaceAll(/^[-\d]+|-$/g, "");
}

/** The headings of a guide, in their order. */
export function anchorsOf(body: Token[]): Anchor[] {
  const headings = body.filter((it): it is Tokens.Heading => it.type === "heading");
  return headings.map((it) => ({ id: anchorOf(it), text: textOf(it), depth: it.depth }));
}

/** Without the marks of code. */
export function textOf({ text }: Tokens.Heading): string {
  return text.replaceAll("`", "");
}
