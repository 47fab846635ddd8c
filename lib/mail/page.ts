import type { Wording } from "./content.ts";
import { type Html, html } from "./html.ts";

/** The house's own fonts do not travel with a mail. */
const FONT = "font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',sans-serif";
const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:7px;font-weight:600;text-decoration:none;color:#f6fdf9;background:#0f5b43";
const SMALL = "font-size:13px;line-height:19px;color:#5b616e";

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
export function page({ subject, opening, link: { label, href }, closing }: Wording): Html {
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
                <p style="margin:24px 0"><a class="button" href="${href}" style="${BUTTON}">${label}</a></p>
                ${paragraphs(closing)}
                <p class="small" style="margin:24px 0 0;${SMALL};overflow-wrap:anywhere">
                  If the button does nothing, open this address:<br>${href}
                </p>
              </td>
                </tr>
              </table>
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

function paragraphs(texts: string[]): Html {
  return texts.map((it) => html`<p style="margin:0 0 16px">${it}</p>`).reduce((all, it) => html`${all}${it}`);
}
