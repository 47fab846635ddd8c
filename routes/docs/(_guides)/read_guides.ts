import { lexer, type Token, type Tokens } from "marked";
import { GUIDE_NAMES } from "./guides.ts";
import { type Reader, valuesFor } from "./values.ts";

export type Guide = {
  name: string;
  title: string;
  /** What it is about, in a sentence or two. */
  lead: string;
  /** Below the lead. */
  body: Token[];
  /** The whole of it as Markdown, with the reader's values filled in. */
  markdown: string;
};

const FOLDER = "docs/guides";

/** All guides, as this reader sees them. */
export async function readGuides(reader: Reader): Promise<Guide[]> {
  return await Promise.all(GUIDE_NAMES.map((name) => readGuide(name, reader)));
}

async function readGuide(name: string, reader: Reader): Promise<Guide> {
  const markdown = fill(await Deno.readTextFile(`${FOLDER}/${name}.md`), reader);
  const [title, lead, ...body] = lexer(markdown).filter((it) => it.type !== "space");
  return {
    name,
    title: (title as Tokens.Heading).text,
    lead: (lead as Tokens.Paragraph).text.replaceAll("\n", " "),
    body,
    markdown,
  };
}

/** Puts values in the places of their `{{names}}`. */
function fill(text: string, reader: Reader): string {
  const values = valuesFor(reader);
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`Filling in a guide: "{{${name}}}" stands for nothing`);
    return values[name];
  });
}
