import { page } from "./page.ts";
import { SIGNATURE } from "./signature.ts";

/** A mail without its addresses. */
export type MailContent = { subject: string; text: string; html: string };

export type Wording = {
  subject: string;
  /** Paragraphs before the link or links, and after them. */
  opening: string[];
  link: Link | Link[];
  closing: string[];
};

export type Link = { label: string; href: string };

/** Both forms of a letter from one source. */
export function content(wording: Wording): MailContent {
  const { subject, opening, link, closing } = wording;
  const links = [link].flat().map(({ label, href }) => `${label}:\n${href}`);
  const text = [...opening, ...links, ...closing, SIGNATURE].join("\n\n");
  return { subject, text: `${text}\n`, html: page(wording).text.trim() };
}

/** Full stops that separate the labels of a domain, too: ideographic, full-width and half-width, one dot leader. */
const FULL_STOP = /[.\u3002\uff0e\uff61\u2024](?=\S)/g;

/**
 * A name that somebody typed, without what mail programs turn into a link or, in a subject, decode (RFC 2047):
 * strangers may receive it.
 */
export function plainName(name: string): string {
  return name.replace(/[\s\p{Cc}]+/gu, " ").replaceAll("://", " ").replace(FULL_STOP, ". ")
    .replaceAll("=?", "= ?").trim();
}
