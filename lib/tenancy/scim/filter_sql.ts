import { type AttrExp, type Compare, type Filter, parse } from "scim2-parse-filter";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { refusal, type ScimRefusal } from "./refusal.ts";

/** What a filter may ask about: how to find it in the row, and what it is. Whatever is in no such table is refused. */
export type Filterable =
  | { kind: "text" | "exact" | "boolean" | "instant"; value: Sql }
  /** A public id, compared as what it stands for. */
  | { kind: "id"; value: Sql; parse: (text: string) => string | undefined }
  /** Several values: `some` says that one of them is as the condition asks. */
  | { kind: "many"; some: (condition: Sql) => Sql; subs: Record<string, Filterable> };

/** By the path in lower case, without the schema of the core. */
export type Filterables = Record<string, Filterable>;

export type Where = { ok: true; where: Sql } | ScimRefusal;

export const LONGEST_FILTER = 1_000;
const MOST_COMPARISONS = 20;

class FilterError extends Error {
  override name = "FilterError";
}

/** A filter of RFC 7644 (section 3.4.2.2) as a condition; each text in it travels as a parameter. */
export function filterSql(text: string, filterables: Filterables): Where {
  if (text.length > LONGEST_FILTER) {
    return refusal("invalid_filter", `A filter can have ${LONGEST_FILTER} characters`);
  }
  if (text.includes("\0")) return refusal("invalid_filter", "A filter cannot contain U+0000");
  try {
    const filter = parse(text);
    if (comparisonsIn(filter) > MOST_COMPARISONS) {
      return refusal("invalid_filter", `A filter can compare ${MOST_COMPARISONS} times`);
    }
    return { ok: true, where: conditionOf(filter, filterables) };
  } catch (error) {
    // The parser throws plain errors at what is no filter; ours say which part of one we do not take.
    const detail = error instanceof FilterError ? error.message : `The filter cannot be read: ${text}`;
    return refusal("invalid_filter", detail);
  }
}

function comparisonsIn(filter: Filter): number {
  if (filter.op === "and" || filter.op === "or") {
    return filter.filters.reduce((sum, it) => sum + comparisonsIn(it), 0);
  }
  if (filter.op === "not") return comparisonsIn(filter.filter);
  return filter.op === "[]" ? comparisonsIn(filter.valFilter) : 1;
}

function conditionOf(filter: Filter, filterables: Filterables): Sql {
  switch (filter.op) {
    case "and":
      return joined(ofOneValue(filter.filters).map((it) => conditionOf(it, filterables)), sql` and `);
    case "or":
      return joined(filter.filters.map((it) => conditionOf(it, filterables)), sql` or `);
    case "not":
      return sql`not (${conditionOf(filter.filter, filterables)})`;
    case "[]": {
      const found = find(filter.attrPath, filterables);
      if (found.kind !== "many") {
        throw new FilterError(`${filter.attrPath} has one value; ask without brackets`);
      }
      return found.some(conditionOf(filter.valFilter, found.subs));
    }
    default:
      return comparisonOf(filter, filterables);
  }
}

/** The parser makes two conditions of `emails[type eq "work"].value eq "…"`, which is one about one value. */
function ofOneValue(filters: Filter[]): Filter[] {
  const merged: Filter[] = [];
  for (const filter of filters) {
    const before = merged.at(-1);
    const path = "attrPath" in filter && filter.op !== "[]" ? filter.attrPath : "";
    if (before?.op !== "[]" || !path.toLowerCase().startsWith(`${before.attrPath.toLowerCase()}.`)) {
      merged.push(filter);
      continue;
    }
    const sub = { ...filter, attrPath: path.slice(before.attrPath.length + 1) } as Filter;
    merged[merged.length - 1] = { ...before, valFilter: { op: "and", filters: [before.valFilter, sub] } };
  }
  return merged;
}

function joined(conditions: Sql[], by: Sql): Sql {
  return sql`(${conditions.reduce((all, it) => sql`${all}${by}${it}`)})`;
}

function comparisonOf(filter: AttrExp, filterables: Filterables): Sql {
  const found = find(filter.attrPath, filterables);
  if (found.kind === "many") {
    const value = found.subs.value;
    if (!value) {
      throw new FilterError(`${filter.attrPath} needs a part of it, such as ${filter.attrPath}.type`);
    }
    if (filter.op === "pr") return found.some(sql`true`);
    return found.some(comparisonOf({ ...filter, attrPath: "value" } as Compare, { value }));
  }
  if (filter.op === "pr") return sql`${found.value} is not null`;
  return compare(filter, found);
}

function find(path: string, filterables: Filterables): Filterable {
  const name = path.toLowerCase().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, "");
  if (Object.hasOwn(filterables, name)) return filterables[name];
  const [, whole, sub] = /^(.+)\.([^.:]+)$/.exec(name) ?? [];
  if (whole !== undefined && Object.hasOwn(filterables, whole)) {
    const many = filterables[whole];
    if (many.kind === "many" && Object.hasOwn(many.subs, sub)) {
      return { kind: "many", some: many.some, subs: { value: many.subs[sub] } };
    }
  }
  throw new FilterError(`We do not filter by ${path}`);
}

type Single = Exclude<Filterable, { kind: "many" }>;

function compare({ op, attrPath, compValue }: Compare, found: Single): Sql {
  if (compValue === null) {
    if (op === "eq") return sql`${found.value} is null`;
    if (op === "ne") return sql`${found.value} is not null`;
    throw new FilterError(`${op} cannot compare with null`);
  }
  switch (found.kind) {
    case "boolean":
      return compareBoolean({ op, attrPath, compValue }, found.value);
    case "instant":
      return compareInstant({ op, attrPath, compValue }, found.value);
    case "id": {
      const id = typeof compValue === "string" ? found.parse(compValue) : undefined;
      if (op === "eq") return id === undefined ? sql`false` : sql`${found.value} = ${id}`;
      if (op === "ne") return id === undefined ? sql`true` : sql`${found.value} <> ${id}`;
      throw new FilterError(`${attrPath} can be asked with eq and ne`);
    }
    default:
      return compareText({ op, attrPath, compValue }, found);
  }
}

function compareBoolean({ op, attrPath, compValue }: Compare, value: Sql): Sql {
  const text = String(compValue).toLowerCase();
  if (text !== "true" && text !== "false") throw new FilterError(`${attrPath} is true or false`);
  if (op === "eq") return sql`${value} = ${text === "true"}`;
  if (op === "ne") return sql`${value} <> ${text === "true"}`;
  throw new FilterError(`${attrPath} can be asked with eq and ne`);
}

function compareInstant({ op, attrPath, compValue }: Compare, value: Sql): Sql {
  const at = new Date(String(compValue));
  if (typeof compValue !== "string" || Number.isNaN(at.getTime())) {
    throw new FilterError(`${attrPath} is a point in time, such as "2026-01-31T00:00:00Z"`);
  }
  // What is shown is cut to the millisecond, so that is what is compared.
  return ordered(op, sql`date_trunc('milliseconds', ${value})`, sql`${at}::timestamptz`) ??
    refuse(op, attrPath);
}

function compareText({ op, attrPath, compValue }: Compare, { kind, value }: Single): Sql {
  if (typeof compValue === "object") throw new FilterError(`${attrPath} is a text`);
  const isExact = kind === "exact";
  const wanted = isExact ? sql`${String(compValue)}::text` : sql`lower(${String(compValue)}::text)`;
  const found = isExact ? value : sql`lower(${value})`;
  switch (op) {
    case "co":
      return sql`coalesce(position(${wanted} in ${found}) > 0, false)`;
    case "sw":
      return sql`coalesce(starts_with(${found}, ${wanted}), false)`;
    case "ew":
      return sql`coalesce(right(${found}, length(${wanted})) = ${wanted}, false)`;
    default:
      return ordered(op, found, wanted) ?? refuse(op, attrPath);
  }
}

/** Nothing is neither before nor after; without `coalesce` its negation would be nothing too. */
function ordered(op: Compare["op"], found: Sql, wanted: Sql): Sql | undefined {
  switch (op) {
    case "eq":
      return sql`coalesce(${found} = ${wanted}, false)`;
    case "ne":
      return sql`${found} is distinct from ${wanted}`;
    case "gt":
      return sql`coalesce(${found} > ${wanted}, false)`;
    case "ge":
      return sql`coalesce(${found} >= ${wanted}, false)`;
    case "lt":
      return sql`coalesce(${found} < ${wanted}, false)`;
    case "le":
      return sql`coalesce(${found} <= ${wanted}, false)`;
  }
}

function refuse(op: string, path: string): never {
  throw new FilterError(`${path} cannot be asked with ${op}`);
}
