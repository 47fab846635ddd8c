import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHeader } from "@/components/PageHeader.tsx";
import { openApiDocument } from "@/routes/api/v1/(_openapi)/document.ts";
import { define } from "@/utils.ts";
import { DocsFrame } from "./(_frame)/DocsFrame.tsx";
import { ExampleHost } from "./(_frame)/ExampleHost.tsx";
import { SearchForm } from "./(_frame)/SearchForm.tsx";
import { guideNav } from "./(_guides)/guide_nav.ts";
import { GUIDE_GROUPS } from "./(_guides)/guides.ts";
import { type Guide, readGuides } from "./(_guides)/read_guides.ts";
import { searchDocs, type Section, sectionsOfGuide, sectionsOfReference } from "./(_guides)/search_docs.ts";
import { type Reader, readerOf } from "./(_guides)/values.ts";
import { chaptersOf } from "./(_reference)/operations.ts";

const LEAD = "Send records, read them back, and see what was counted.";

const LONGEST_QUERY = 100;

type Shown = { reader: Reader; guides: Guide[]; search?: { query: string; found: Section[] } };

export const handler = define.handlers({
  async GET(ctx) {
    const reader = readerOf(ctx.state);
    const guides = await readGuides(reader);
    const query = ctx.url.searchParams.get("q")?.trim().slice(0, LONGEST_QUERY) ?? "";
    if (query === "") return page<Shown>({ reader, guides });
    const operations = sectionsOfReference(chaptersOf(openApiDocument(reader.origin)));
    const found = searchDocs([...guides.flatMap(sectionsOfGuide), ...operations], query);
    return page<Shown>({ reader, guides, search: { query, found } });
  },
});

export default define.page<typeof handler>(({ data: { reader, guides, search }, state, url }) => (
  <DocsFrame state={state} pathname={url.pathname} nav={guideNav(guides)}>
    <Head>
      <meta name="description" content={LEAD} />
    </Head>
    <div class="space-y-8">
      <PageHeader
        title={search ? `Search: ${search.query}` : "Documentation"}
        lead={LEAD}
      />
      {search ? <Found {...search} /> : (
        <>
          <ExampleHost reader={reader} />
          <Cards guides={guides} />
        </>
      )}
    </div>
  </DocsFrame>
));

function Found({ query, found }: { query: string; found: Section[] }) {
  return (
    <div class="max-w-3xl space-y-5">
      <div class="lg:hidden">
        <SearchForm query={query} />
      </div>
      {found.length === 0
        ? <p>Nothing here has all of these words. Try fewer, or others.</p>
        : (
          <ol class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100">
            {found.map(({ page, title, href }) => (
              <li key={href}>
                <a href={href} class="block px-5 py-3 hover:bg-base-200">
                  <span class="block text-xs text-base-content/75">{page}</span>
                  <span class="font-medium">{title}</span>
                </a>
              </li>
            ))}
          </ol>
        )}
    </div>
  );
}

function Cards({ guides }: { guides: Guide[] }) {
  return (
    <>
      {GUIDE_GROUPS.map(({ title, names }) => (
        <section key={title} class="space-y-3">
          <h2 class="text-lg">{title}</h2>
          <ul class="grid gap-4 sm:grid-cols-2 2xl:grid-cols-3">
            {guides.filter((it) => names.includes(it.name)).map(({ name, title, lead }) => (
              <Card key={name} href={`/docs/${name}`} title={title} text={lead} />
            ))}
          </ul>
        </section>
      ))}
      <section class="space-y-3">
        <h2 class="text-lg">To look things up</h2>
        <ul class="grid gap-4 sm:grid-cols-2 2xl:grid-cols-3">
          <Card
            href="/docs/api"
            title="API reference"
            text="Every operation with its parameters, bodies and answers, and an example in four languages."
          />
        </ul>
      </section>
    </>
  );
}

function Card({ href, title, text }: { href: string; title: string; text: string }) {
  return (
    <li class="relative rounded-box border border-base-300 bg-base-100 p-5 hover:border-base-content/40">
      <a href={href} class="font-display text-base font-semibold after:absolute after:inset-0">{title}</a>
      <p class="mt-1 text-base-content/80">{text}</p>
    </li>
  );
}
