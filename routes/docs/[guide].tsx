import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { Icon } from "@/components/Icon.tsx";
import { define } from "@/utils.ts";
import { DocsFrame } from "./(_frame)/DocsFrame.tsx";
import { ExampleHost } from "./(_frame)/ExampleHost.tsx";
import { type Anchor, anchorsOf } from "./(_guides)/anchors.ts";
import { guideNav } from "./(_guides)/guide_nav.ts";
import { Markdown } from "./(_guides)/Markdown.tsx";
import { type Guide, readGuides } from "./(_guides)/read_guides.ts";
import { readerOf } from "./(_guides)/values.ts";

/** A guide as a page, or with `.md` behind its name as the Markdown that it is made of. */
export const handler = define.handlers({
  async GET(ctx) {
    const reader = readerOf(ctx.state);
    const guides = await readGuides(reader);
    const [, name, ending] = /^(.*?)(\.md)?$/.exec(ctx.params.guide)!;
    const at = guides.findIndex((it) => it.name === name);
    if (at === -1) throw new HttpError(404);
    if (!ending) return page({ reader, guides, at });
    return new Response(guides[at].markdown, { headers: { "content-type": "text/markdown; charset=utf-8" } });
  },
});

export default define.page<typeof handler>(({ data: { reader, guides, at }, state, url }) => {
  const { title, lead, body } = guides[at];
  return (
    <DocsFrame
      state={state}
      pathname={url.pathname}
      nav={guideNav(guides)}
      aside={<OnThisPage anchors={anchorsOf(body)} />}
    >
      <Head>
        <title>{`${title} · Rowhouse`}</title>
        <meta name="description" content={lead} />
      </Head>
      <article class="space-y-8">
        <header class="max-w-3xl space-y-3">
          <h1 class="text-3xl">{title}</h1>
          <p class="text-lg text-base-content/80">{lead}</p>
        </header>
        <ExampleHost reader={reader} />
        <div class="prose">
          <Markdown tokens={body} reader={reader} />
        </div>
        <Neighbours before={guides[at - 1]} after={guides[at + 1]} />
      </article>
    </DocsFrame>
  );
});

function OnThisPage({ anchors }: { anchors: Anchor[] }) {
  return (
    <nav aria-labelledby="on-this-page" class="space-y-2 text-sm">
      <p id="on-this-page" class="font-semibold">On this page</p>
      <ul class="space-y-1.5">
        {anchors.map(({ id, text, depth }) => (
          <li key={id} class={depth > 2 ? "pl-3" : ""}>
            <a class="text-base-content/75 hover:text-base-content" href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Neighbours({ before, after }: { before?: Guide; after?: Guide }) {
  return (
    <nav aria-label="Guides before and after" class="grid max-w-3xl gap-4 sm:grid-cols-2">
      {before ? <Neighbour guide={before} word="Before" /> : <span class="max-sm:hidden" />}
      {after && <Neighbour guide={after} word="Next" />}
    </nav>
  );
}

function Neighbour({ guide: { name, title }, word }: { guide: Guide; word: "Before" | "Next" }) {
  return (
    <a
      href={`/docs/${name}`}
      class={`flex items-center gap-3 rounded-box border border-base-300 bg-base-100 px-5 py-3 hover:border-base-content/40 ${
        word === "Next" ? "justify-end text-right" : ""
      }`}
    >
      {word === "Before" && <Icon name="arrow" class="size-4 rotate-180" />}
      <span>
        <span class="block text-xs text-base-content/75">{word}</span>
        <span class="font-medium">{title}</span>
      </span>
      {word === "Next" && <Icon name="arrow" />}
    </a>
  );
}
