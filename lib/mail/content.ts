import { type Html, html } from "./html.ts";

/** A mail without its addresses. */
export type MailContent = { subject: string; text: string; html: string };

export type Wording = {
  subject: string;
  /** Paragraphs before the link, and after it. */
  opening: string[];
  link: { label: string; href: string };
  closing: string[];
};

const BUTTON =
  "display:inline-block;padding:12px 20px;border:1px solid;border-radius:8px;font-weight:600;text-decoration:none;color:inherit";

/** Both forms of a letter from one source. Colours are left to the reader's program, so it looks right in the dark too. */
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

function page({ subject, opening, link: { label, href }, closing }: Wording): Html {
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,sans-serif">
        <div style="max-width:32rem;margin:0 auto">
          ${paragraphs(opening)}
          <p style="margin:24px 0"><a href="${href}" style="${BUTTON}">${label}</a></p>
          ${paragraphs(closing)}
          <p style="margin:32px 0 0;font-size:13px;opacity:.7">
            If the button does nothing, open this address:<br>${href}
          </p>
        </div>
      </body>
    </html>
  `;
}

function paragraphs(texts: string[]): Html {
  return texts.map((it) => html`<p style="margin:0 0 16px">${it}</p>`).reduce((all, it) => html`${all}${it}`);
}
