import { parsePublicId } from "@/lib/ids.ts";
import type { AttributePath } from "./attribute_path.ts";
import { isObject, type JsonObject, memberOf } from "./json.ts";
import type { Operation } from "./read_patch.ts";
import { refusal, type ScimRefusal } from "./refusal.ts";

/** What is to change about a group; undefined for what stays. */
export type GroupChange = {
  displayName?: string;
  /** Null takes it away. */
  externalId?: string | null;
  members?: MembersChange;
};

/** Ids of members, from those who are in the group now or from nobody. */
export type MembersChange = { startsFrom: "present" | "nobody"; add: Set<string>; remove: Set<string> };

export type ReadGroup = { ok: true; change: GroupChange } | ScimRefusal;

const LONGEST = 255;

/** The body of a POST or a PUT: the group as it shall be. Without members it has none, and without externalId none. */
export function readGroupBody(body: unknown): ReadGroup {
  if (!isObject(body)) return refusal("invalid_syntax", "The body must be a JSON object");
  const change: GroupChange = { externalId: null, members: nobody() };
  const refused = takeObject(change, body, "replace");
  if (refused) return refused;
  if (change.displayName === undefined) return refusal("invalid_value", "displayName is missing");
  return { ok: true, change };
}

/** Several operations in one, as if each came after the one before. */
export function foldGroupPatch(operations: Operation[]): ReadGroup {
  const change: GroupChange = {};
  for (const [index, { op, path, value }] of operations.entries()) {
    const refused = path
      ? takeAtPath(change, path, { op, value })
      : takeObject(change, value as JsonObject, op);
    if (refused) return refusal(refused.reason, `Operations[${index}]: ${refused.detail}`);
  }
  return { ok: true, change };
}

/** Okta sends the id along, and Entra what else it knows of a group: neither is anything to change. */
function takeObject(change: GroupChange, object: JsonObject, op: Operation["op"]): ScimRefusal | undefined {
  for (const attribute of ["displayName", "externalId", "members"]) {
    const value = memberOf(object, attribute);
    if (value === undefined) continue;
    const refused = takeAtPath(change, { attribute }, { op, value });
    if (refused) return refused;
  }
}

function takeAtPath(
  change: GroupChange,
  { attribute = "", filter, sub }: AttributePath,
  { op, value }: Operation,
): ScimRefusal | undefined {
  switch (attribute.toLowerCase()) {
    case "displayname":
      return takeName(change, op, value);
    case "externalid":
      return takeExternalId(change, op, value);
    case "members": {
      if (sub !== undefined && sub !== "value") {
        return refusal("invalid_path", `members.${sub} is none that we keep`);
      }
      if (!filter) return takeMembers(change, op, value);
      const chosen = filter.op === "eq" && filter.attrPath.toLowerCase() === "value" && filter.compValue;
      if (typeof chosen !== "string") {
        return refusal("invalid_path", 'One member is chosen by members[value eq "…"]');
      }
      return takeMembers(change, op, [{ value: chosen }]);
    }
    case "id":
    case "meta":
      return refusal("mutability", `${attribute} is ours to say`);
    case "schemas":
      return;
    default:
      return refusal("invalid_path", `A group has no ${attribute}`);
  }
}

function takeName(change: GroupChange, op: Operation["op"], value: unknown): ScimRefusal | undefined {
  if (op === "remove") return refusal("mutability", "displayName can be replaced, not removed");
  if (typeof value !== "string" || value.trim() === "" || value.length > LONGEST) {
    return refusal("invalid_value", `displayName must be a text of 1 to ${LONGEST} characters`);
  }
  change.displayName = value.trim();
}

function takeExternalId(change: GroupChange, op: Operation["op"], value: unknown): ScimRefusal | undefined {
  if (op === "remove" || value === undefined || value === "") {
    change.externalId = null;
    return;
  }
  if (typeof value !== "string" || value.length > LONGEST) {
    return refusal("invalid_value", `externalId must be a text of at most ${LONGEST} characters`);
  }
  change.externalId = value;
}

function takeMembers(change: GroupChange, op: Operation["op"], value: unknown): ScimRefusal | undefined {
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const ids = values.map((it) => isObject(it) ? memberOf(it, "value") : it);
  if (op === "remove" && value === undefined) {
    change.members = nobody();
    return;
  }
  if (op === "remove") {
    // Who is no user of ours is not in the group either.
    const known = ids.map(parseId).filter((it) => it !== undefined);
    const members = change.members ??= { startsFrom: "present", add: new Set(), remove: new Set() };
    for (const id of known) {
      members.add.delete(id);
      members.remove.add(id);
    }
    return;
  }
  const unknown = ids.find((it) => parseId(it) === undefined);
  if (unknown !== undefined || ids.includes(undefined)) {
    return refusal("invalid_value", `${JSON.stringify(unknown ?? null)} is no id of a user here`);
  }
  if (op === "replace") change.members = nobody();
  const members = change.members ??= { startsFrom: "present", add: new Set(), remove: new Set() };
  for (const id of ids.map((it) => parseId(it)!)) {
    members.remove.delete(id);
    members.add.add(id);
  }
}

function nobody(): MembersChange {
  return { startsFrom: "nobody", add: new Set(), remove: new Set() };
}

function parseId(value: unknown): string | undefined {
  return typeof value === "string" ? parsePublicId("mem", value) : undefined;
}
