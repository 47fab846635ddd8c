import { spelled } from "./attribute_kinds.ts";
import { isObject, type JsonObject } from "./json.ts";

/**
 * A value as we keep it: without nulls, which mean nothing here, its members spelled as RFC 7643 does, and `primary` a
 * boolean. Undefined for what is then nothing.
 */
export function cleanValue(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (Array.isArray(value)) return nonEmpty(value.map(cleanValue).filter((it) => it !== undefined));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, it]) => [spelled(name), cleanValue(it)] as const);
  const kept = members.filter(([name, it]) => it !== undefined && name !== "__proto__");
  return kept.length === 0 ? undefined : withBooleanPrimary(Object.fromEntries(kept));
}

/** Entra writes booleans as `"True"` and `"False"`; undefined for what is neither. */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const text = typeof value === "string" ? value.toLowerCase() : "";
  return text === "true" ? true : text === "false" ? false : undefined;
}

function nonEmpty(values: unknown[]): unknown[] | undefined {
  return values.length === 0 ? undefined : values;
}

function withBooleanPrimary(object: JsonObject): JsonObject {
  if (object.primary === undefined) return object;
  return { ...object, primary: asBoolean(object.primary) ?? false };
}
