import type { ApiDocument, Schema } from "@/routes/api/v1/(_openapi)/api_document.ts";
import { nameOf } from "./constraints.ts";
import { follow } from "./operations.ts";

type Inside = {
  inside: Schema;
  /** Of the schema, where it has one. */
  name?: string;
};

/** What there is to unfold in a value: itself, each item where it is a list, the other one where it may be null. */
export function insideOf(document: ApiDocument, schema: Schema): Inside {
  const found = follow(document, schema);
  const kinds = (found.oneOf ?? found.anyOf ?? []).filter((it) => it.type !== "null");
  const next = kinds.length === 1 ? kinds[0] : found.items;
  return next ? insideOf(document, next) : { inside: found, name: nameOf(schema) };
}
