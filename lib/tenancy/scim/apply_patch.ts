import { type AttributePath, readPath } from "./attribute_path.ts";
import { isEnterpriseOnly, kindOf, NEVER_WRITTEN } from "./attribute_kinds.ts";
import { asBoolean, cleanValue } from "./clean_value.ts";
import { changeValues } from "./change_values.ts";
import { isObject, type JsonObject, memberOf, nameIn, removeMember, setMember } from "./json.ts";
import type { Operation } from "./read_patch.ts";
import { refusal, type ScimRefusal } from "./refusal.ts";

export type Patched = { ok: true; document: JsonObject } | ScimRefusal;

/** What a user's document is after the operations; the one that came in stays as it was. */
export function applyPatch(before: JsonObject, operations: Operation[]): Patched {
  const document = structuredClone(before);
  for (const [index, operation] of operations.entries()) {
    const refused = operation.path
      ? applyAtPath(document, operation.path, operation)
      : applyObject(document, operation);
    if (refused) return refusal(refused.reason, `Operations[${index}]: ${refused.detail}`);
  }
  return { ok: true, document };
}

/** Each member is a path of its own: `name.givenName`, a whole extension, or one attribute of it. */
function applyObject(
  document: JsonObject,
  { op, value }: Operation,
  schema?: string,
): ScimRefusal | undefined {
  for (const [name, member] of Object.entries(value as JsonObject)) {
    const read = readPath(name);
    if (!read || isNeverWritten(read)) continue;
    const path = schema === undefined ? read : { ...read, schema };
    const refused = applyAtPath(document, path, {
      op: member === null ? "remove" : op,
      value: member ?? undefined,
    });
    if (refused) return refused;
  }
}

function applyAtPath(
  document: JsonObject,
  path: AttributePath,
  { op, value }: Operation,
): ScimRefusal | undefined {
  const { schema, attribute } = path;
  if (attribute === undefined) {
    if (op === "remove") return void removeMember(document, schema!);
    if (!isObject(value)) return refusal("invalid_value", `the value of ${schema} must be an object`);
    return applyObject(document, { op, value }, schema);
  }
  if (isNeverWritten(path)) {
    if (attribute === "password" || attribute === "schemas") return;
    return refusal("mutability", `${attribute} is ours to say`);
  }
  if (schema === undefined) return applyToAttribute(document, path, { op, value });
  const held = memberOf(document, schema);
  const extension = isObject(held) ? held : {};
  const refused = applyToAttribute(extension, path, { op, value });
  if (refused) return refused;
  if (Object.keys(extension).length === 0) removeMember(document, schema);
  else setMember(document, schema, extension);
}

function applyToAttribute(
  holder: JsonObject,
  path: AttributePath,
  { op, value }: Operation,
): ScimRefusal | undefined {
  const { attribute, schema, filter, sub } = path as AttributePath & { attribute: string };
  const present = memberOf(holder, attribute);
  const kind = kindOf(attribute, schema) ??
    (filter || Array.isArray(present) ? "many" : sub ? "complex" : undefined);
  if (kind === "many") return changeValues(holder, { attribute, filter, sub, op, value });
  if (filter) {
    return refusal("invalid_path", `${attribute} has one value, so nothing can be chosen in brackets`);
  }
  if (sub !== undefined) return applyToSub(holder, { attribute, sub, op, value });
  if (op === "remove") return removeWhole(holder, attribute);
  switch (kind) {
    case "boolean": {
      const read = asBoolean(unwrapped(value));
      if (read === undefined) {
        return refusal("invalid_value", `${attribute} is ${JSON.stringify(value)}; it must be true or false`);
      }
      return void setMember(holder, attribute, read);
    }
    case "text": {
      const read = unwrapped(value);
      if (typeof read === "object") return refusal("invalid_value", `${attribute} must be a text`);
      return put(holder, attribute, read === undefined ? undefined : String(read));
    }
    case "complex":
      return mergeComplex(holder, attribute, value);
    default:
      return put(holder, attribute, cleanValue(value));
  }
}

function applyToSub(
  holder: JsonObject,
  { attribute, sub, op, value }: { attribute: string; sub: string } & Operation,
): ScimRefusal | undefined {
  const present = memberOf(holder, attribute);
  const complex = isObject(present) ? { ...present } : {};
  if (op === "remove") removeMember(complex, sub);
  else put(complex, sub, cleanValue(unwrapped(value)));
  return put(holder, attribute, Object.keys(complex).length === 0 ? undefined : complex);
}

/** A text alone is how Entra sends the manager; an empty one takes it away. */
function mergeComplex(holder: JsonObject, attribute: string, value: unknown): ScimRefusal | undefined {
  const read = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (isObject(read)) {
    const present = memberOf(holder, attribute);
    const merged = { ...(isObject(present) ? present : {}), ...(cleanValue(read) as JsonObject | undefined) };
    return put(holder, attribute, Object.keys(merged).length === 0 ? undefined : merged);
  }
  if (typeof read !== "string" || !isEnterpriseOnly(attribute)) {
    return refusal("invalid_value", `${attribute} must be an object`);
  }
  put(holder, attribute, read === "" ? undefined : { value: read });
}

function removeWhole(holder: JsonObject, attribute: string): ScimRefusal | undefined {
  if (attribute === "userName" || attribute === "active") {
    return refusal("mutability", `${attribute} can be replaced, not removed`);
  }
  removeMember(holder, attribute);
}

/** Old clients of Entra wrap a single value: `[{ "value": "False" }]`. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 1) return unwrapped(value[0]);
  return isObject(value) && nameIn(value, "value") !== undefined ? memberOf(value, "value") : value;
}

function put(holder: JsonObject, attribute: string, value: unknown): undefined {
  if (value === undefined || value === "") removeMember(holder, attribute);
  else setMember(holder, attribute, value);
}

function isNeverWritten({ schema, attribute }: AttributePath): boolean {
  return schema === undefined && attribute !== undefined && NEVER_WRITTEN.includes(attribute);
}
