import { type AttrExp, type Compare, type Filter, parse } from "scim2-parse-filter";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { compare } from "./compare_sql.ts";
import { type Filterable, type Filterables, FilterError } from "./filterable.ts";
import { refusal, type ScimRefusal } from "./refusal.ts";

export type Where = { ok: true; where: Sql } | ScimRefusal;

export const LONGEST_FILTER = 1_000;
const MOST_COMPARISONS = 20;

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
