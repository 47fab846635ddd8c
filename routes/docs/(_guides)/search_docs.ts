import type { Tokens } from "marked";
import type { Chapter } from "../(_reference)/operations.ts";
import { anchorOf, textOf } from "./anchors.ts";
import type { Guide } from "./read_guides.ts";

/** A part of the documentation with an address of its own. */
export type Section = { page: string; title: string; href: string; text: string };

const MOST_FOUND = 20;

/** The sections that have all words of the query; those with one of them in a title come first. */
export function searchDocs(sections: Section[], query: string): Section[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sections.filter(({ page, title, text }) => {
    const all = `${page} ${title} ${text}`.toLowerCase();
    return words.every((it) => all.includes(it));
  });
  const isTitled = ({ title }: Section) => words.some((it) => title.toLowerCase().includes(it));
  return [...found.filter(isTitled), ...found.filter((it) => !isTitled(it))].slice(0, MOST_FOUND);
}

/** A guide's lead, and then each of its headings with what stands below it. */
export function sectionsOfGuide({ name, title, lead, body }: Guide): Section[] {
  const page = `/docs/${name}`;
  const sections: Section[] = [{ page: title, title, href: page, text: lead }];
  for (const token of body) {
    if (token.type === "heading") {
      const heading = token as Tokens.Heading;
      sections.push({
        page: title,
        title: textOf(heading),
        href: `${page}#${anchorOf(heading)}`,
        text: "",
      });
    } else sections.at(-1)!.text += ` ${token.raw}`;
  }
  return sections;
}

export function sectionsOfReference(chapters: Chapter[]): Section[] {
  return chapters.flatMap(({ operations }) =>
    operations.map(({ operationId, summary, description = "", method, path }) => ({
      page: "API reference",
      title: summary,
      href: `/docs/api#${operationId}`,
      text: `${method} ${path} ${description}`,
    }))
  );
}
