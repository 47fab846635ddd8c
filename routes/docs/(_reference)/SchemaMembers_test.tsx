import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { openApiDocument } from "@/routes/api/v1/(_openapi)/document.ts";
import type { Schema } from "@/routes/api/v1/(_openapi)/api_document.ts";
import { SchemaMembers } from "./SchemaMembers.tsx";

const text: Schema = { type: "string" };

Deno.test("SchemaMembers shows each member with its type, need, description and rules", () => {
  const html = shown({
    type: "object",
    required: ["name"],
    properties: {
      name: {
        ...text,
        description: "What it is called",
        minLength: 1,
        maxLength: 1_000,
        pattern: "^[a-z]+$",
      },
      size: { type: ["integer", "null"], minimum: 0, default: 5 },
      kind: { ...text, enum: ["a", "b"] },
      at: { ...text, format: "date-time", examples: ["2026-01-31T09:30:00Z"] },
      count: { type: "number", maximum: 9 },
      tags: { type: "array", items: text, minItems: 1 },
    },
  });
  for (
    const words of [
      "name string required What it is called 1 to 1,000 characters Pattern ^[a-z]+$",
      "size whole number or null At least 0 Default 5",
      "kind string One of a , b",
      "at string Format date-time Such as 2026-01-31T09:30:00Z",
      "count number At most 9",
      "tags list of string At least 1 items",
    ]
  ) assert.ok(html.includes(words), `${words}\n${html}`);
});

Deno.test("SchemaMembers unfolds lists, what may be null, and what is inside of members", () => {
  const house: Schema = { type: "object", properties: { door: text } };
  const list: Schema = { type: "array", items: house };
  const orNull: Schema = { anyOf: [house, { type: "null" }] };
  for (const schema of [list, orNull]) {
    assert.match(shown(schema), /door string/);
    assert.match(shown({ type: "object", properties: { held: schema } }), /held .* Members .*door string/);
  }
});

Deno.test("SchemaMembers shows alternatives, told apart by what is always the same in each", () => {
  const html = shown({
    oneOf: ["house", "street"].map((kind) => ({ type: "object", properties: { kind: { const: kind } } })),
  });
  assert.match(html, /Either object whose kind is house .*Or object whose kind is street /);
});

Deno.test("SchemaMembers links a schema that contains itself, and shows it once", () => {
  const document = structuredClone(openApiDocument("https://acme.rowhouse.test"));
  const $ref = "#/components/schemas/Street";
  document.components.schemas.Street = { type: "object", properties: { crossing: { $ref }, name: text } };
  const html = renderToString(<SchemaMembers document={document} schema={{ $ref }} within={["Street"]} />);
  assert.equal(html.match(/>name</g)?.length, 1);
  assert.match(html, /href="#schema-Street"/);
});

/** As a reader sees it. */
function shown(schema: Schema): string {
  const document = openApiDocument("https://acme.rowhouse.test");
  const html = renderToString(<SchemaMembers document={document} schema={schema} />);
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}
