import type { Filter } from "scim2-parse-filter";
import { cleanValue } from "./clean_value.ts";
import { isObject, type JsonObject, memberOf, removeMember, setMember } from "./json.ts";
import { matches } from "./matches.ts";
import type { Operation } from "./read_patch.ts";
import { refusal, type ScimRefusal } from "./refusal.ts";

type Change = Operation & { attribute: string; filter?: Filter; sub?: string };

const MOST_VALUES = 100;

/** One operation on an attribute that has several values, such as the emails. */
export function changeValues(holder: JsonObject, change: Change): ScimRefusal | undefined {
  const present = memberOf(holder, change.attribute);
  const values = Array.isArray(present) ? present.filter(isObject) : [];
  const after = change.op === "remove" ? removed(values, change) : written(values, change);
  if ("reason" in after) return after;
  if (after.length > MOST_VALUES) {
    return refusal("invalid_value", `${change.attribute} can have ${MOST_VALUES} values`);
  }
  if (after.length === 0) removeMember(holder, change.attribute);
  else setMember(holder, change.attribute, after);
}

/** Who names no values means all of them; Entra names them in `value`, where the standard would in the path. */
function removed(values: JsonObject[], { filter, sub, value }: Change): JsonObject[] {
  const isMeant = (it: JsonObject) => filter ? matches(filter, it) : isNamedIn(value, it);
  if (sub === undefined) return values.filter((it) => !isMeant(it));
  return values.map((it) => isMeant(it) ? without(it, sub) : it)
    .filter((it) => memberOf(it, "value") !== undefined || hasMore(it));
}

function isNamedIn(value: unknown, it: JsonObject): boolean {
  if (value === undefined) return true;
  const named = asList(value).map((one) => isObject(one) ? memberOf(one, "value") : one);
  return named.includes(memberOf(it, "value"));
}

function without(value: JsonObject, sub: string): JsonObject {
  const rest = { ...value };
  removeMember(rest, sub);
  return rest;
}

/** What only says of which type nothing is, is nothing. */
function hasMore(value: JsonObject): boolean {
  return Object.keys(value).some((it) => it !== "type" && it !== "primary");
}

function written(values: JsonObject[], change: Change): JsonObject[] | ScimRefusal {
  const { attribute, filter, sub, op, value } = change;
  if (!filter && sub === undefined) {
    const read = asValues(attribute, value);
    if ("reason" in read) return read;
    return op === "replace" ? read : read.reduce(withOne, values);
  }
  const part = partOf(change);
  if ("reason" in part) return part as ScimRefusal;
  const isMeant = (it: JsonObject) => !filter || matches(filter, it);
  if (values.some(isMeant)) {
    return values.map((it) => isMeant(it) ? { ...it, ...part } : it);
  }
  const described = filter ? describedBy(filter) : {};
  if (!described) return refusal("no_target", `no value of ${attribute} is what the path asks for`);
  return Object.keys(part).length === 0 ? values : [...values, { ...described, ...part }];
}

/** What a value that is found gets: one member, or all that the operation's value has. */
function partOf({ attribute, sub, value }: Change): JsonObject | ScimRefusal {
  if (sub !== undefined) {
    const read = cleanValue(Array.isArray(value) && value.length === 1 ? value[0] : value);
    return { [sub]: isObject(read) ? memberOf(read, sub) : read };
  }
  const [read] = asList(value);
  const object = isObject(read) ? cleanValue(read) : { value: cleanValue(read) };
  return isObject(object) ? object : refusal("invalid_value", `the value of ${attribute} is empty`);
}

/** `type eq "work"` describes a value to be made, as Entra expects of an address that is not there yet. */
function describedBy(filter: Filter): JsonObject | undefined {
  if (filter.op === "eq" && /^[A-Za-z]\w*$/.test(filter.attrPath)) {
    const value = cleanValue({ [filter.attrPath]: filter.compValue });
    return isObject(value) ? value : {};
  }
  if (filter.op !== "and") return undefined;
  const parts = filter.filters.map(describedBy);
  return parts.every(isObject) ? Object.assign({}, ...parts) : undefined;
}

/** Added once, however often it is sent; a new first choice ends the one before. */
function withOne(values: JsonObject[], added: JsonObject): JsonObject[] {
  const isSame = (it: JsonObject) => it.value === added.value && it.type === added.type;
  const others = added.primary === true ? values.map((it) => ({ ...it, primary: false })) : values;
  return others.some(isSame) ? others.map((it) => isSame(it) ? { ...it, ...added } : it) : [...others, added];
}

function asValues(attribute: string, value: unknown): JsonObject[] | ScimRefusal {
  const values = asList(value);
  if (values.some(Array.isArray)) {
    return refusal("invalid_value", `the values of ${attribute} must be objects`);
  }
  return values.map((it) => cleanValue(isObject(it) ? it : { value: it })).filter(isObject);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
