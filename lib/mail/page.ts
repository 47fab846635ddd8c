import type { Link, Wording } from "./content.ts";
import { type Html, html } from "./html.ts";
import { SIGNATURE } from "./signature.ts";

/** The house's own fonts do not travel with a mail. */
const FONT = "font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',sans-serif";
const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:7px;font-weight:600;text-decoration:none;color:#f6fdf9;background:#0f5b43";
const SMALL = "font-size:13px;line-height:19px;color:#5b616e";

const NOTHING = html``;

/**
 * The theme's colours (assets/theme.css) as sRGB, for mail programs that know no oklch. By day they stand on the
 * elements, because some programs drop this sheet; such a program shows the mail by day, or inverts it by itself.
 */
const AT_NIGHT = html`
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    @media (prefers-color-scheme: dark) {
      .ground { background: #12161d !important; }
      .sheet { background: #1c2028 !important; border-color: #333942 !important; color: #eae8e3 !important; }
      .wall { background: #eae8e3 !important; }
      .middle { background: #e08257 !important; }
      .small { color: #a9adb5 !important; }
      .button { background: #64cea4 !important; color: #06201a !important; }
    }
  </style>
`;

/** A letter as HTML: tables and styles on the elements, as mail programs want it. */
export function page({ subject, opening, link, closing }: Wording): Html {
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>${subject}</title>
        ${AT_NIGHT}
      </head>
      <body class="ground" style="margin:0;background:#f7f5f2">
        <div style="display:none;max-height:0;overflow:hidden">${preview(opening)}</div>
        <table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0"
          style="background:#f7f5f2">
          <tr>
            <td align="center" style="padding:32px 12px">
              <table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0"
                style="max-width:520px;border:1px solid #e3dfd9;border-radius:10px;border-collapse:separate;background:#fdfcfb;color:#1d2433;text-align:left">
                <tr>
                  <td style="padding:28px 28px 0">${letterhead()}</td>
                </tr>
                <tr>
                  <td style="padding:20px 28px 28px;${FONT};font-size:16px;line-height:24px">
                    ${paragraphs(opening)}
                    ${Array.isArray(link) ? listed(link) : button(link)}
                    ${paragraphs(closing)}
                    ${Array.isArray(link) ? NOTHING : fallback(link)}
                  </td>
                </tr>
              </table>
              <p class="small" style="margin:16px 0 0;${FONT};${SMALL}">${SIGNATURE}</p>
            </td>
          </tr>
        </table>
      </body>
    </html>
  `;
}

/** Three houses, wall to wall, of table cells: pictures are often not shown. */
function letterhead(): Html {
  return html`
    <table role="presentation" cellpadding="0" cellspacing="0">
      <tr>
        <td valign="bottom">${house("wall", "#1d2433", 14)}</td>
        <td valign="bottom" style="padding:0 2px">${house("middle", "#a84f30", 20)}</td>
        <td valign="bottom">${house("wall", "#1d2433", 14)}</td>
        <td valign="bottom"
          style="padding-left:10px;${FONT};font-size:18px;line-height:20px;font-weight:650;letter-spacing:-0.01em">Rowhouse</td>
      </tr>
    </table>
  `;
}

function house(name: string, colour: string, height: number): Html {
  return html`
    <div class="${name}"
      style="width:9px;height:${String(
        height,
      )}px;border-radius:3px 3px 0 0;background:${colour};font-size:0">&nbsp;</div>
  `;
}

/** What a list of mails shows beside the subject: without it the greeting would stand there. */
function preview(opening: string[]): string {
  return opening.at(-1)!;
}

function button({ label, href }: Link): Html {
  return html`<p style="margin:24px 0"><a class="button" href="${href}" style="${BUTTON}">${label}</a></p>`;
}

/** Each with its address in sight: it may be what was asked for. */
function listed(links: Link[]): Html {
  return joined(links.map(({ label, href }) =>
    html`
      <p style="margin:0 0 20px">
        <a class="button" href="${href}" style="${BUTTON}">${label}</a><br>
        <span class="small" style="${SMALL};overflow-wrap:anywhere">${href}</span>
      </p>
    `
  ));
}

function fallback({ href }: Link): Html {
  return html`
    <p class="small" style="margin:24px 0 0;${SMALL};overflow-wrap:anywhere">
      If the button does nothing, open this address:<br>${href}
    </p>
  `;
}

function joined(parts: Html[]): Html {
  return parts.reduce((all, it) => html`${all}${it}`, NOTHING);
}

function paragraphs(texts: string[]): Html {
  return joined(texts.map((it) => html`<p style="margin:0 0 16px">${it}</p>`));
}
