import type { Sql } from "@/lib/db/sql.ts";

/** What a filter may ask about: how to find it in the row, and what it is. Whatever is in no such table is refused. */
export type Filterable =
  | { kind: "text" | "exact" | "boolean" | "instant"; value: Sql }
  /** A public id, compared as what it stands for. */
  | { kind: "id"; value: Sql; parse: (text: string) => string | undefined }
  /** Several values: `some` says that one of them is as the condition asks. */
  | { kind: "many"; some: (condition: Sql) => Sql; subs: Record<string, Filterable> };

/** By the path in lower case, without the schema of the core. */
export type Filterables = Record<string, Filterable>;

/** Says which part of a filter we do not take; `filterSql()` makes a refusal of it. */
export class FilterError extends Error {
  override name = "FilterError";
}
