import { page } from "./page.ts";

/** A mail without its addresses. */
export type MailContent = { subject: string; text: string; html: string };

export type Wording = {
  subject: string;
  /** Paragraphs before the link, and after it. */
  opening: string[];
  link: { label: string; href: string };
  closing: string[];
};

/** Both forms of a letter from one source. */
export function content({ subject, opening, link, closing }: Wording): MailContent {
  const text = [...opening, `${link.label}:\n${link.href}`, ...closing, "Rowhouse"].join("\n\n");
  return { subject, text: `${text}\n`, html: page({ subject, opening, link, closing }).text.trim() };
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
