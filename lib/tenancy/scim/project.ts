import { isObject, type JsonObject } from "./json.ts";
import type { Projection } from "./read_query.ts";

/** In every answer, whatever is asked for. */
const ALWAYS = ["id", "schemas"];

/** The resource with the attributes that are wanted: `attributes` names those, `excludedAttributes` the others. */
export function project(resource: JsonObject, { attributes, excludedAttributes }: Projection): JsonObject {
  if (attributes) return chosen(resource, attributes.map(withoutCore));
  return excludedAttributes ? without(resource, excludedAttributes.map(withoutCore)) : resource;
}

/** Whether an attribute that is dear to read is wanted. */
export function wants({ attributes, excludedAttributes }: Projection, name: string): boolean {
  const isNamed = (it: string) => withoutCore(it).split(".")[0] === name.toLowerCase();
  if (attributes) return attributes.some(isNamed);
  return !excludedAttributes?.some((it) => withoutCore(it) === name.toLowerCase());
}

function withoutCore(path: string): string {
  return path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, "");
}

function chosen(resource: JsonObject, wanted: string[]): JsonObject {
  const parts = Object.entries(resource).flatMap(([name, value]): [string, unknown][] => {
    const own = name.toLowerCase();
    if (ALWAYS.includes(name) || wanted.includes(own)) return [[name, value]];
    const subs = below(own, wanted);
    if (subs.length === 0) return [];
    const part = eachObject(value, (it) => pick(it, (sub) => subs.includes(sub)));
    return part === undefined ? [] : [[name, part]];
  });
  return Object.fromEntries(parts);
}

function without(resource: JsonObject, unwanted: string[]): JsonObject {
  const parts = Object.entries(resource).flatMap(([name, value]): [string, unknown][] => {
    const own = name.toLowerCase();
    if (ALWAYS.includes(name)) return [[name, value]];
    if (unwanted.includes(own)) return [];
    const subs = below(own, unwanted);
    if (subs.length === 0) return [[name, value]];
    const part = eachObject(value, (it) => pick(it, (sub) => !subs.includes(sub)));
    return part === undefined ? [] : [[name, part]];
  });
  return Object.fromEntries(parts);
}

/** `name.givenName` is below `name`, and `urn:…:User:department` below `urn:…:User`. */
function below(name: string, paths: string[]): string[] {
  return paths.filter((it) => it.startsWith(`${name}.`) || it.startsWith(`${name}:`))
    .map((it) => it.slice(name.length + 1));
}

function eachObject(value: unknown, change: (it: JsonObject) => JsonObject): unknown {
  if (Array.isArray(value)) return value.map((it) => isObject(it) ? change(it) : it);
  return isObject(value) ? change(value) : undefined;
}

function pick(object: JsonObject, isKept: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => isKept(name.toLowerCase())));
}
