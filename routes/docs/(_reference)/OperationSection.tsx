import { CodeTabs, type Tab } from "@/components/CodeTabs.tsx";
import { TryIt } from "@/islands/TryIt.tsx";
import type { ApiDocument, Content } from "@/routes/api/v1/(_openapi)/api_document.ts";
import { AnchoredHeading } from "../(_frame)/AnchoredHeading.tsx";
import { Method } from "../(_frame)/Method.tsx";
import { follow, needsKey, type PlacedOperation, scopesOf } from "./operations.ts";
import { Responses } from "./Responses.tsx";
import { Member, SchemaMembers } from "./SchemaMembers.tsx";
import { pretty, snippetsOf } from "./snippets.ts";

/** Radio buttons whose names begin like this choose a language. */
export const LANGUAGE_GROUP = "language-";

type OperationProps = {
  document: ApiDocument;
  operation: PlacedOperation;
  /** Where it can be tried: on the host that has this API. */
  mayTry: boolean;
};

/** One operation: what it takes and gives at the left, how that looks at the right. */
export function OperationSection({ document, operation, mayTry }: OperationProps) {
  const { operationId: id, summary, description, method, path, parameters = [], requestBody, responses } =
    operation;
  const bodies = requestBody && Object.values(requestBody.content)[0];
  return (
    <section
      aria-labelledby={id}
      class="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 border-t border-base-300 py-10 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)] 2xl:grid-cols-[minmax(0,1fr)_minmax(0,38rem)]"
    >
      <div class="space-y-6">
        <div class="space-y-3">
          <AnchoredHeading level={3} id={id} class="text-xl">{summary}</AnchoredHeading>
          <p class="flex flex-wrap items-baseline gap-x-2.5 font-mono text-sm">
            <Method name={method} />
            <span class="break-all">{path}</span>
          </p>
          {description && <p class="max-w-2xl text-base-content/80">{description}</p>}
          <p class="text-sm text-base-content/75">
            {needsKey(operation)
              ? (
                <>
                  Needs an API key with the scope{" "}
                  {scopesOf(operation).map((it) => <code key={it} class="font-mono text-xs">{it}</code>)}:
                  {" "}
                  <a class="link" href="#authentication">how to send it</a>.
                </>
              )
              : "Needs no key."}
          </p>
        </div>
        {parameters.length > 0 && (
          <div>
            <h4 class="text-sm font-semibold">Parameters</h4>
            <ul class="divide-y divide-base-300">
              {parameters.map((it) => (
                <Member
                  key={it.name}
                  document={document}
                  name={it.name}
                  place={it.in}
                  required={it.required ?? false}
                  schema={{ ...it.schema, description: it.description }}
                  example={it.example}
                />
              ))}
            </ul>
          </div>
        )}
        {bodies && (
          <div class="space-y-3">
            <h4 class="text-sm font-semibold">Body</h4>
            {requestBody.description && <p class="text-base-content/80">{requestBody.description}</p>}
            <SchemaMembers document={document} schema={bodies.schema} />
          </div>
        )}
        <div class="space-y-3">
          <h4 class="text-sm font-semibold">Answers</h4>
          <Responses document={document} responses={responses} />
        </div>
      </div>
      <div class="min-w-0 space-y-4 xl:sticky xl:top-20 xl:max-h-[calc(100dvh-6rem)] xl:self-start xl:overflow-y-auto">
        <CodeTabs
          name={`${LANGUAGE_GROUP}${id}`}
          title="Request"
          subject={summary}
          tabs={snippetsOf(operation, document.servers[0].url)}
        />
        {bodies && Object.keys(bodies.examples).length > 1 && (
          <CodeTabs name={`body-${id}`} title="Body" subject={summary} tabs={tabsOf(bodies)} />
        )}
        <CodeTabs
          name={`answer-${id}`}
          title="Answer"
          subject={summary}
          tabs={answersOf(document, operation)}
        />
        {mayTry && (
          <TryIt
            id={id}
            method={method}
            path={new URL(document.servers[0].url).pathname + path}
            needsKey={needsKey(operation)}
            parameters={parameters.map(({ name, in: place, required = false, example }) => ({
              name,
              place,
              required,
              example: required ? String(example) : "",
            }))}
            body={bodies && pretty(Object.values(bodies.examples)[0].value)}
          />
        )}
      </div>
    </section>
  );
}

function tabsOf({ examples }: Content): Tab[] {
  return Object.entries(examples).map(([name, { value }]) => ({
    label: name,
    language: "json",
    text: pretty(value),
  }));
}

/** Each status with its examples; those of a status with several by name. */
function answersOf(document: ApiDocument, { responses }: PlacedOperation): Tab[] {
  return Object.entries(responses).flatMap(([status, described]) => {
    const tabs = Object.values(follow(document, described).content).flatMap(tabsOf);
    return tabs.map((tab) => ({ ...tab, label: tabs.length > 1 ? `${status} ${tab.label}` : status }));
  });
}
