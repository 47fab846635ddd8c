import type { ApiDocument, Operation, Schema } from "@/routes/api/v1/(_openapi)/api_document.ts";
import { nameOf } from "./constraints.ts";
import { follow } from "./operations.ts";
import { SchemaMembers, TypeName } from "./SchemaMembers.tsx";

/** Every answer an operation may give, with its headers and body, folded up. */
export function Responses({ document, responses }: { document: ApiDocument } & Pick<Operation, "responses">) {
  return (
    <ul class="space-y-2">
      {Object.entries(responses).map(([status, described]) => {
        const { description, headers = {}, content } = follow(document, described);
        return (
          <li key={status}>
            <details class="rounded-field border border-base-300 bg-base-100">
              <summary class="flex gap-3 px-4 py-2.5">
                <Status code={Number(status)} />
                <span>{description}</span>
              </summary>
              <div class="space-y-4 border-t border-base-300 px-4 py-3 text-sm">
                {Object.entries(content).map(([type, { schema }]) => (
                  <div key={type}>
                    <p>
                      <TypeName schema={schema} /> as <code class="font-mono text-xs">{type}</code>
                    </p>
                    {!isProblem(schema) && <SchemaMembers document={document} schema={schema} />}
                  </div>
                ))}
                <dl class="space-y-2">
                  {Object.entries(headers).map(([name, header]) => {
                    const { description, example } = follow(document, header);
                    return (
                      <div key={name}>
                        <dt class="font-mono text-xs font-semibold">{name}</dt>
                        <dd class="text-base-content/80">
                          {description} <code class="font-mono text-xs break-words">{example}</code>
                        </dd>
                      </div>
                    );
                  })}
                </dl>
              </div>
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function Status({ code }: { code: number }) {
  return <span class={`font-mono font-semibold ${code < 300 ? "text-success" : "text-error"}`}>{code}</span>;
}

/** Told once, in its own place: every refusal has the same. */
function isProblem(schema: Schema): boolean {
  return nameOf(schema) === "Problem";
}
