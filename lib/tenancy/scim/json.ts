export type JsonObject = { [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member's name as the object spells it: names of SCIM are the same in any case. */
export function nameIn(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((it) => it.toLowerCase() === wanted);
}

/** The member by its name in any case; undefined when it is not there or null. */
export function memberOf(object: JsonObject, name: string): unknown {
  const found = nameIn(object, name);
  return found === undefined ? undefined : object[found] ?? undefined;
}

/** Sets the member, under the spelling that is there already. */
export function setMember(object: JsonObject, name: string, value: unknown): void {
  object[nameIn(object, name) ?? name] = value;
}

export function removeMember(object: JsonObject, name: string): void {
  const found = nameIn(object, name);
  if (found !== undefined) delete object[found];
}
