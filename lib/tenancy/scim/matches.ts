import type { AttrExp, Filter } from "scim2-parse-filter";
import { type JsonObject, memberOf } from "./json.ts";

/** Whether one value of an attribute, such as one of the emails, is what the filter in a path asks for. */
export function matches(filter: Filter, value: JsonObject): boolean {
  switch (filter.op) {
    case "and":
      return filter.filters.every((it) => matches(it, value));
    case "or":
      return filter.filters.some((it) => matches(it, value));
    case "not":
      return !matches(filter.filter, value);
    case "[]":
      return false;
    default:
      return compares(filter, value);
  }
}

function compares(filter: AttrExp, value: JsonObject): boolean {
  const found = folded(memberOf(value, filter.attrPath));
  if (filter.op === "pr") return found !== undefined && found !== "";
  const wanted = folded(filter.compValue);
  switch (filter.op) {
    case "eq":
      return found === wanted;
    case "ne":
      return found !== wanted;
    case "co":
      return bothTexts(found, wanted, (text, part) => text.includes(part));
    case "sw":
      return bothTexts(found, wanted, (text, part) => text.startsWith(part));
    case "ew":
      return bothTexts(found, wanted, (text, part) => text.endsWith(part));
    default:
      return bothTexts(found, wanted, ordering(filter.op));
  }
}

function ordering(op: "gt" | "ge" | "lt" | "le"): (one: string, other: string) => boolean {
  switch (op) {
    case "gt":
      return (one, other) => one > other;
    case "ge":
      return (one, other) => one >= other;
    case "lt":
      return (one, other) => one < other;
    case "le":
      return (one, other) => one <= other;
  }
}

/** Texts are the same in any case, and `"True"` is what Entra calls true. */
function folded(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== "string") return value;
  const text = value.toLowerCase();
  return text === "true" ? true : text === "false" ? false : text;
}

function bothTexts(one: unknown, other: unknown, holds: (one: string, other: string) => boolean): boolean {
  return typeof one === "string" && typeof other === "string" && holds(one, other);
}
