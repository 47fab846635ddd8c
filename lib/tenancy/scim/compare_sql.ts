import type { Compare } from "scim2-parse-filter";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { type Filterable, FilterError } from "./filterable.ts";

type Single = Exclude<Filterable, { kind: "many" }>;

/** One comparison of a filter, such as `userName eq "…"`. @throws {FilterError} for one that makes no sense. */
export function compare({ op, attrPath, compValue }: Compare, found: Single): Sql {
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
