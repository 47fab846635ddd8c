import { formatNumber } from "@/components/format.ts";
import type { Schema } from "@/routes/api/v1/(_openapi)/api_document.ts";

/** What a value is, in words: `string`, `list of SentRecord`, `whole number or null`. */
export function typeOf(schema: Schema): string {
  const { $ref, type, items, oneOf, anyOf } = schema;
  if ($ref) return nameOf(schema)!;
  const kinds = oneOf ?? anyOf;
  if (kinds) return [...new Set(kinds.map(typeOf))].join(" or ");
  if (type === "array" && items) return `list of ${typeOf(items)}`;
  if (type === undefined) return "anything";
  return [type].flat().map((it) => it === "integer" ? "whole number" : it === "array" ? "list" : it)
    .join(" or ");
}

/** `Receipt` of `#/components/schemas/Receipt`. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split("/").at(-1);
}

export type Constraint = { says: string; code?: string[] };

/** What a value has to keep to, one sentence each. */
export function constraintsOf(schema: Schema): Constraint[] {
  const { format, pattern, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  return [
    ...(format ? [{ says: "Format", code: [format] }] : []),
    ...span({ least: minimum, most: maximum, unit: "" }),
    ...span({ least: minLength, most: maxLength, unit: " characters" }),
    ...span({ least: minItems, most: maxItems, unit: " items" }),
    ...(pattern ? [{ says: "Pattern", code: [pattern] }] : []),
    ...(schema.const === undefined ? [] : [{ says: "Always", code: [String(schema.const)] }]),
    ...(schema.enum ? [{ says: "One of", code: schema.enum.map(String) }] : []),
    ...(schema.default === undefined ? [] : [{ says: "Default", code: [String(schema.default)] }]),
    ...(schema.examples ? [{ says: "Such as", code: schema.examples.map(asText) }] : []),
    ...(schema.additionalProperties === false ? [{ says: "No other members" }] : []),
  ];
}

type Span = { least?: number; most?: number; unit: string };

function span({ least, most, unit }: Span): Constraint[] {
  if (least !== undefined && most !== undefined) {
    return [{ says: `${formatNumber(least)} to ${formatNumber(most)}${unit}` }];
  }
  if (least !== undefined) return [{ says: `At least ${formatNumber(least)}${unit}` }];
  return most === undefined ? [] : [{ says: `At most ${formatNumber(most)}${unit}` }];
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
