import type { ApiDocument, Operation, Reference } from "@/routes/api/v1/(_openapi)/api_document.ts";

export type PlacedOperation = Operation & { method: string; path: string };
export type Chapter = { name: string; description: string; operations: PlacedOperation[] };

/** The operations under their tags, in the order of the document. */
export function chaptersOf({ tags, paths }: ApiDocument): Chapter[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    }))
  );
  return tags.map((tag) => ({ ...tag, operations: operations.filter((it) => it.tags.includes(tag.name)) }));
}

/** Whether a call has to bring a key. */
export function needsKey({ security }: Operation): boolean {
  return security.length > 0;
}

/** What the key has to be made for. */
export function scopesOf({ security }: Operation): string[] {
  return security.flatMap((it) => it.apiKey);
}

/** What a reference into the document stands for, or the value itself. */
export function follow<Value extends object>(document: ApiDocument, value: Value | Reference): Value {
  if (!("$ref" in value)) return value;
  const names = String(value.$ref).split("/").slice(1);
  // deno-lint-ignore no-explicit-any
  return names.reduce<any>((inside, name) => inside[name], document);
}
