import { renderToString } from "preact-render-to-string";
import type { Build } from "./build.ts";
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
export function documentOf(tree: RenderedTree): { html: string; links: string[] } {
  const { markup, hiddenSlots, state, build, partialId } = tree;
  const islands = [...state.usedIslands];
  const scripts = islands.length > 0 ? [build.clientEntry, ...islands.map(({ chunk }) => chunk)] : [];
  if (state.navigates) scripts.push(build.partialsEntry);

  const { rest, cut } = cutHeads(markup);
  const head = cut + renderToString(<HeadAdditions {...tree} />);
  const script = partialId ? <PageStateScript {...tree} /> : scripts.length > 0 && <BootScript {...tree} />;
  const tail = hiddenSlots + renderToString(<>{script}</>);
  const [start, end] = aroundHeadEnd(wholePage(rest));
  return {
    html: `<!DOCTYPE html>${withoutRepeats(start + head, state.headKeys)}${atBodyEnd(end, tail)}`,
    links: partialId
      ? []
      : [...new Set(scripts)].map((path) => `<${encodeURI(atBase(path))}>; rel="modulepreload"; as="script"`),
  };
}

function HeadAdditions({ state: { nonce, usedIslands }, build, css, partialId }: RenderedTree) {
  const hrefs = new Set([...build.css, ...css, ...[...usedIslands].flatMap((island) => island.css)]);
  const trace = traceParent();
  return (
    <>
      {[...hrefs].map((href) => <link key={href} rel="stylesheet" href={atBase(href)} />)}
      {trace && <meta name="traceparent" content={trace} />}
      {build.mode === "development" && !partialId && (
        <>
          {/* Vite's client puts this nonce on the styles that it adds. */}
          <meta property="csp-nonce" nonce={nonce} />
          <script type="module" nonce={nonce} src="/@vite/client" />
        </>
      )}
    </>
  );
}

function BootScript({ state, build }: RenderedTree) {
  const imports: string[] = [];
  const take = (name: string, path: string) =>
    imports.push(`import { ${name} } from ${literal(atBase(path))};\n`);
  let start = "";
  if (state.usedIslands.size > 0) {
    take("boot", build.clientEntry);
    for (const { name, exportName, chunk } of state.usedIslands) take(`${exportName} as ${name}`, chunk);
    const names = [...state.usedIslands].map(({ name }) => name).join(", ");
    start = `boot({ ${names} }, ${literal(serializeIslandProps(state))}, ${literal(assetSettings)})`;
  }
  if (state.navigates) {
    take("startPartials", build.partialsEntry);
    start = `startPartials(${start})`;
  }
  const __html = `${imports.join("")}${start};`;
  return <script type="module" nonce={state.nonce} dangerouslySetInnerHTML={{ __html }} />;
}

/** What the script of a page would have done, as data for the page that takes its partials. */
export type PageState = ReturnType<typeof pageState>;

function pageState(state: RenderState, build: Build) {
  return {
    entry: atBase(build.clientEntry),
    islands: [...state.usedIslands].map(({ name, exportName, chunk }) => (
      { name, exportName, chunk: atBase(chunk) }
    )),
    props: serializeIslandProps(state),
    settings: assetSettings,
  };
}

function PageStateScript({ state, build, partialId }: RenderedTree) {
  const __html = literal(pageState(state, build));
  return (
    <script id={`__FRSH_STATE_${partialId}`} type="application/json" dangerouslySetInnerHTML={{ __html }} />
  );
}

function wholePage(markup: string): string {
  if (/^<html[\s>]/i.test(markup)) return markup;
  if (/^<(head|body)[\s>]/i.test(markup)) return `<html>${markup}</html>`;
  return `<html><head><meta charset="utf-8"/></head><body>${markup}</body></html>`;
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
function withoutRepeats(page: string, keys: string[]): string {
  const last = new Map(keys.map((key, index) => [key, index]));
  return page.replaceAll(
    /<!--frsh:head-key:(\d+)-->([\s\S]*?)<!--\/frsh:head-key-->/g,
    (_, index, element) => last.get(keys[index]) === Number(index) ? element : "",
  );
}

function atBase(path: string): string {
  return assetSettings.basePath + path;
}

/** JSON that cannot close the script element it stands in. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003C");
}
