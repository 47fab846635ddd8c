import type { Token, Tokens } from "marked";

export type Anchor = { id: string; text: string; depth: number };

/** What a heading is called in an address: `no_valid_record`, `send-many-at-once`. */
export function anchorOf({ text }: Tokens.Heading): string {
  return plain(text).toLowerCase().replaceAll(/[^a-z0-9_]+/g, "-").replaceAll(/^-|-$/g, "");
}

/** The headings of a guide, in their order. */
export function anchorsOf(body: Token[]): Anchor[] {
  const headings = body.filter((it): it is Tokens.Heading => it.type === "heading");
  return headings.map((it) => ({ id: anchorOf(it), text: plain(it.text), depth: it.depth }));
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}
