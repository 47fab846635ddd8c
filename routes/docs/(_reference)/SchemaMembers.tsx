import { Fragment } from "preact";
import type { ApiDocument, Schema } from "@/routes/api/v1/(_openapi)/api_document.ts";
import { type Constraint, constraintsOf, nameOf, typeOf } from "./constraints.ts";
import { insideOf } from "./inside_of.ts";

type SchemaProps = {
  document: ApiDocument;
  schema: Schema;
  /** Names of schemas around it or just before: they are linked, not shown again, so nothing runs in circles. */
  within?: string[];
};

/** What a value is made of, or each item of a list: its members, or the alternatives that it may be. */
export function SchemaMembers({ document, schema, within = [] }: SchemaProps) {
  const { properties, required = [], oneOf } = insideOf(document, schema).inside;
  return (
    <>
      {properties && (
        <ul class="divide-y divide-base-300">
          {Object.entries(properties).map(([name, member]) => (
            <Member
              key={name}
              document={document}
              within={within}
              name={name}
              schema={member}
              required={required.includes(name)}
            />
          ))}
        </ul>
      )}
      {oneOf && (
        <ol class="space-y-3">
          {oneOf.map((it, index) => (
            <li key={index} class="rounded-field border border-base-300 px-4 py-3">
              <p class="text-sm">
                <span class="text-base-content/75">{index === 0 ? "Either" : "Or"}</span>{" "}
                <TypeName schema={it} />
                {kindOf(it)}
              </p>
              <Constraints of={constraintsOf(it)} />
              <Inner
                document={document}
                schema={it}
                within={[...within, ...oneOf.slice(0, index).flatMap((earlier) => nameOf(earlier) ?? [])]}
                isOpen={index === 0}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

type MemberProps = SchemaProps & {
  name: string;
  required: boolean;
  /** Where it stands if not in a body, such as `path`. */
  place?: string;
  example?: unknown;
};

/** One named value: a member of an object, or a parameter. */
export function Member({ document, name, schema, required, place, example, within }: MemberProps) {
  const constraints = constraintsOf(schema);
  if (example !== undefined) constraints.push({ says: "Such as", code: [String(example)] });
  return (
    <li class="member">
      <p>
        <code>{name}</code>
        <span>
          <TypeName schema={schema} />
          {place && `, in the ${place}`}
        </span>
        {required && <strong>required</strong>}
      </p>
      {schema.description && <p class="mt-1 text-base-content/80">{schema.description}</p>}
      <Constraints of={constraints} />
      <Inner document={document} schema={schema} within={within} />
    </li>
  );
}

/** What is inside of a value or of each item of a list, folded up. */
function Inner({ document, schema, within = [], isOpen }: SchemaProps & { isOpen?: boolean }) {
  const { inside, name } = insideOf(document, schema);
  if ((!inside.properties && !inside.oneOf) || (name && within.includes(name))) return null;
  return (
    <details class="mt-2 rounded-field border border-base-300 open:pb-1" open={isOpen}>
      <summary class="px-3 py-2 text-sm font-medium">
        {inside.properties ? "Members" : "Alternatives"}
        {schema.items && " of each item"}
      </summary>
      <div class="border-t border-base-300 px-3">
        <SchemaMembers document={document} schema={inside} within={name ? [...within, name] : within} />
      </div>
    </details>
  );
}

export function TypeName({ schema }: { schema: Schema }) {
  const name = nameOf(schema.items ?? schema);
  if (!name) return <>{typeOf(schema)}</>;
  return (
    <>
      {schema.items && "list of "}
      <a class="link" href={`#schema-${name}`}>{name}</a>
    </>
  );
}

/** The member that tells one alternative from the others. */
function kindOf({ properties = {} }: Schema): string | undefined {
  const [name, kind] = Object.entries(properties).find(([, it]) => typeof it.const === "string") ?? [];
  return kind && ` whose ${name} is ${kind.const}`;
}

function Constraints({ of }: { of: Constraint[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="constraints">
      {of.map(({ says, code = [] }) => (
        <li key={says}>
          {says}
          {code.map((it, index) => (
            <Fragment key={it}>
              {index > 0 && ","} <code>{it}</code>
            </Fragment>
          ))}
        </li>
      ))}
    </ul>
  );
}
