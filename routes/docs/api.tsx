import { Head } from "fresh/runtime";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { SameLanguage } from "@/islands/SameLanguage.tsx";
import { openApiDocument } from "@/routes/api/v1/(_openapi)/document.ts";
import { define } from "@/utils.ts";
import { AnchoredHeading } from "./(_frame)/AnchoredHeading.tsx";
import { DocsFrame } from "./(_frame)/DocsFrame.tsx";
import { ExampleHost } from "./(_frame)/ExampleHost.tsx";
import type { NavGroup } from "./(_frame)/SideNav.tsx";
import { readerOf } from "./(_guides)/values.ts";
import { type Chapter, chaptersOf } from "./(_reference)/operations.ts";
import { LANGUAGE_GROUP, OperationSection } from "./(_reference)/OperationSection.tsx";
import { SchemaMembers } from "./(_reference)/SchemaMembers.tsx";

/** The OpenAPI document for people, with the address of this host in it. */
export default define.page(({ state, url }) => {
  const reader = readerOf(state);
  const document = openApiDocument(reader.origin);
  const { info, servers: [server], components } = document;
  const chapters = chaptersOf(document);
  return (
    <DocsFrame state={state} pathname={url.pathname} nav={navOf(chapters)} wide>
      <Head>
        <title>API reference · Rowhouse</title>
        <meta name="description" content={info.description} />
      </Head>
      <header class="max-w-3xl space-y-5 pb-10">
        <h1 class="text-3xl">API reference</h1>
        <p class="text-lg text-base-content/80">{info.description}</p>
        <ExampleHost reader={reader} />
        <CodeBlock label="Every path below stands behind" text={server.url} />
        {!reader.isExample && (
          <p>
            For machines:{" "}
            <a class="link" href="/api/v1/openapi.json" download>the OpenAPI {document.openapi} document</a>.
          </p>
        )}
      </header>
      <section aria-labelledby="authentication" class="max-w-3xl space-y-4 pb-10">
        <AnchoredHeading level={2} id="authentication" class="text-2xl">Authentication</AnchoredHeading>
        <p>{components.securitySchemes.apiKey.description}</p>
        <CodeBlock label="With every call" text="Authorization: Bearer $ROWHOUSE_KEY" />
        <p>
          <a class="link" href="/docs/api-keys">How to make, store and change keys</a>
        </p>
      </section>
      {chapters.map((it) => (
        <section key={it.name} aria-labelledby={chapterId(it)}>
          <header class="space-y-2 border-t border-base-300 pt-10 pb-6">
            <AnchoredHeading level={2} id={chapterId(it)} class="text-2xl">{it.name}</AnchoredHeading>
            <p class="text-base-content/80">{it.description}</p>
          </header>
          {it.operations.map((operation) => (
            <OperationSection
              key={operation.operationId}
              document={document}
              operation={operation}
              mayTry={!reader.isExample}
            />
          ))}
        </section>
      ))}
      <section aria-labelledby="schemas" class="max-w-3xl space-y-8 border-t border-base-300 pt-10">
        <AnchoredHeading level={2} id="schemas" class="text-2xl">Schemas</AnchoredHeading>
        {Object.entries(components.schemas).map(([name, schema]) => (
          <div key={name} class="space-y-2">
            <AnchoredHeading level={3} id={`schema-${name}`} class="text-lg">{name}</AnchoredHeading>
            {schema.description && <p class="text-base-content/80">{schema.description}</p>}
            <SchemaMembers document={document} schema={schema} within={[name]} />
          </div>
        ))}
      </section>
      <SameLanguage group={LANGUAGE_GROUP} />
    </DocsFrame>
  );
});

function navOf(chapters: Chapter[]): NavGroup[] {
  return [
    {
      title: "API",
      links: [
        { href: "/docs", label: "All guides" },
        { href: "/docs/api", label: "Overview" },
        { href: "#authentication", label: "Authentication" },
      ],
    },
    ...chapters.map(({ name, operations }) => ({
      title: name,
      links: operations.map(({ operationId, summary, method }) => ({
        href: `#${operationId}`,
        label: summary,
        method,
      })),
    })),
    { title: "Schemas", links: [{ href: "#schemas", label: "All schemas" }] },
  ];
}

function chapterId({ name }: Chapter): string {
  return `tag-${name.toLowerCase()}`;
}
