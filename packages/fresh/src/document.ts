import type { Build } from "./build.ts";
import type { Island } from "./handlers.ts";
import { serializeIslandProps } from "./island_props.ts";
import { traceParent } from "./otel.ts";
import type { RenderState } from "./render_state.ts";
import { assetSettings } from "./runtime/asset.ts";

interface RenderedTree {
  markup: string;
  hiddenSlots: string;
  state: RenderState;
  build: Build;
  css: string[];
  /** Set for a page of which the browser will only take the partials. */
  partialId?: string;
}

/** As `Head` writes them. */
const [HEAD, HEAD_END] = ["<!--frsh:head-->", "<!--/frsh:head-->"];

/** Turns rendered markup into a whole page with its head, stylesheets and the script that starts the islands. */
export function documentOf(
  { markup, hiddenSlots, state, build, css, partialId }: RenderedTree,
): { html: string; links: string[] } {
  const islands = [...state.usedIslands];
  const scripts = islands.length > 0 ? [build.clientEntry, ...islands.map(({ chunk }) => chunk)] : [];
  if (state.navigates) scripts.push(build.partialsEntry);

  const { rest, cut } = cutHeads(markup);
  let head = cut;
  head += stylesheets([...build.css, ...css, ...islands.flatMap((island) => island.css)]);
  const trace = traceParent();
  if (trace) head += `<meta name="traceparent" content="${trace}"/>`;
  if (build.mode === "development" && !partialId) {
    // Vite's client puts this nonce on the styles that it adds.
    head += `<meta property="csp-nonce" nonce="${state.nonce}"/>${
      scriptTag(state, ' src="/@vite/client"', "")
    }`;
  }
  const tail = hiddenSlots +
    (partialId
      ? stateScript(partialId, state, islands, build)
      : scripts.length > 0
      ? bootScript(state, islands, build)
      : "");
  const [start, end] = aroundHeadEnd(wholePage(rest));
  return {
    html: `<!DOCTYPE html>${withoutRepeats(start + head, state.headKeys)}${atBodyEnd(end, tail)}`,
    links: partialId ? [] : [...new Set(scripts)].map(preload),
  };
}

/** What stands between the comments of `Head`. By positions: a pattern over a whole page costs as much as rendering it. */
function cutHeads(markup: string): { rest: string; cut: string } {
  let [rest, cut, at] = ["", "", 0];
  for (let open = markup.indexOf(HEAD); open !== -1; open = markup.indexOf(HEAD, at)) {
    const close = markup.indexOf(HEAD_END, open);
    rest += markup.slice(at, open);
    cut += markup.slice(open + HEAD.length, close);
    at = close + HEAD_END.length;
  }
  return { rest: rest + markup.slice(at), cut };
}

function wholePage(markup: string): string {
  if (/^<html[\s>]/i.test(markup)) return markup;
  const meta = '<meta charset="utf-8"/>';
  if (/^<(head|body)[\s>]/i.test(markup)) return `<html>${markup}</html>`;
  return `<html><head>${meta}</head><body>${markup}</body></html>`;
}

/** The page before the end of its head, and from there; a page without a head gets one. */
function aroundHeadEnd(page: string): [string, string] {
  const headEnd = page.search(/<\/head>/i);
  if (headEnd !== -1) return [page.slice(0, headEnd), page.slice(headEnd)];
  const [htmlTag] = page.match(/^<html[^>]*>/i)!;
  return [`${htmlTag}<head>`, `</head>${page.slice(htmlTag.length)}`];
}

function atBodyEnd(page: string, tail: string): string {
  const bodyEnd = page.lastIndexOf("</body>");
  return bodyEnd === -1 ? page + tail : page.slice(0, bodyEnd) + tail + page.slice(bodyEnd);
}

/** Of the marked elements with the same key, keeps the last. */
function withoutRepeats(head: string, keys: string[]): string {
  const last = new Map(keys.map((key, index) => [key, index]));
  return head.replaceAll(
    /<!--frsh:head-key:(\d+)-->([\s\S]*?)<!--\/frsh:head-key-->/g,
    (_, index, element) => last.get(keys[index]) === Number(index) ? element : "",
  );
}

function stylesheets(hrefs: string[]): string {
  return [...new Set(hrefs)].map((href) => `<link rel="stylesheet" href="${attribute(atBase(href))}"/>`).join(
    "",
  );
}

function bootScript(state: RenderState, islands: Island[], build: Build): string {
  let code = "";
  let start = "";
  if (islands.length > 0) {
    code += `import { boot } from ${literal(atBase(build.clientEntry))};\n`;
    for (const { name, exportName, chunk } of islands) {
      code += `import { ${exportName} as ${name} } from ${literal(atBase(chunk))};\n`;
    }
    const names = islands.map(({ name }) => name).join(", ");
    start = `boot({ ${names} }, ${literal(serializeIslandProps(state))}, ${literal(assetSettings)})`;
  }
  if (state.navigates) {
    code += `import { startPartials } from ${literal(atBase(build.partialsEntry))};\n`;
    start = `startPartials(${start})`;
  }
  return scriptTag(state, "", `${code}${start};`);
}

/** What the script of a page would have done, as data for the page that takes its partials. */
function stateScript(id: string, state: RenderState, islands: Island[], build: Build): string {
  const data = {
    entry: atBase(build.clientEntry),
    islands: islands.map(({ name, exportName, chunk }) => ({ name, exportName, chunk: atBase(chunk) })),
    props: serializeIslandProps(state),
    settings: assetSettings,
  };
  return `<script id="__FRSH_STATE_${id}" type="application/json">${literal(data)}</script>`;
}

function scriptTag({ nonce }: RenderState, attributes: string, code: string): string {
  return `<script type="module" nonce="${nonce}"${attributes}>${code}</script>`;
}

function preload(href: string): string {
  return `<${encodeURI(atBase(href))}>; rel="modulepreload"; as="script"`;
}

function atBase(path: string): string {
  return assetSettings.basePath + path;
}

/** JSON that cannot close the script element it stands in. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003C");
}

function attribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
