import { z } from "zod";
import { applyPatch } from "./apply_patch.ts";
import { isObject, type JsonObject } from "./json.ts";
import { refusal, type ScimRefusal } from "./refusal.ts";

/** A user as the directory describes one, and what of it we go by. */
export type UserDocument = {
  userName: string;
  externalId?: string;
  isActive: boolean;
  /** Where mail reaches the person: the primary address, else the one of work, else the first, else the user name. */
  email: string;
  name: string;
  /** All else that was sent, as RFC 7643 spells it. */
  attributes: JsonObject;
};

export type ReadUser = { ok: true; user: UserDocument } | ScimRefusal;

const LONGEST_NAME = 80;
const MOST_ATTRIBUTE_BYTES = 64 * 1024;
const Email = z.email().max(254);

/** The body of a POST or a PUT as a document: what a PATCH of nothing by the whole body gives. */
export function readUserBody(body: unknown): { ok: true; document: JsonObject } | ScimRefusal {
  if (!isObject(body)) return refusal("invalid_syntax", "The body must be a JSON object");
  const applied = applyPatch({}, [{ op: "replace", value: body }]);
  return applied.ok ? applied : refusal(applied.reason, applied.detail.replace("Operations[0]: ", ""));
}

/** @returns the user that the document describes, or what is missing. */
export function settleUser(document: JsonObject): ReadUser {
  const { userName, externalId, active, ...attributes } = document;
  if (typeof userName !== "string" || userName.trim() === "") {
    return refusal("invalid_value", "userName is missing");
  }
  if (userName.length > 254) return refusal("invalid_value", "userName is longer than 254 characters");
  if (typeof externalId === "string" && externalId.length > 255) {
    return refusal("invalid_value", "externalId is longer than 255 characters");
  }
  const email = emailOf(userName, attributes);
  if (email === undefined) {
    return refusal("invalid_value", "The user needs an email address, in emails or as userName");
  }
  if (new TextEncoder().encode(JSON.stringify(attributes)).length > MOST_ATTRIBUTE_BYTES) {
    return refusal("invalid_value", `The attributes of a user can take ${MOST_ATTRIBUTE_BYTES} bytes`);
  }
  return {
    ok: true,
    user: {
      userName,
      externalId: typeof externalId === "string" ? externalId : undefined,
      isActive: active !== false,
      email,
      name: nameOf(userName, attributes),
      attributes,
    },
  };
}

/** The document again, for a PATCH of what we keep. */
export function documentOf(
  { userName, externalId, isActive, attributes }: Pick<
    UserDocument,
    "userName" | "externalId" | "isActive" | "attributes"
  >,
): JsonObject {
  return { ...attributes, userName, ...(externalId !== undefined && { externalId }), active: isActive };
}

function emailOf(userName: string, attributes: JsonObject): string | undefined {
  const emails = (Array.isArray(attributes.emails) ? attributes.emails : []).filter(isObject)
    .filter((it) => it.value !== undefined);
  const isWork = (it: JsonObject) => String(it.type).toLowerCase() === "work";
  const chosen = emails.find((it) => it.primary === true) ?? emails.find(isWork) ?? emails[0];
  const address = chosen === undefined ? userName : chosen.value;
  return Email.safeParse(address).data;
}

function nameOf(userName: string, attributes: JsonObject): string {
  const { displayName, name } = attributes;
  const parts = isObject(name) ? name : {};
  const full = [parts.givenName, parts.familyName].filter((it) => typeof it === "string").join(" ");
  const found = [displayName, parts.formatted, full].find((it) => typeof it === "string" && it.trim() !== "");
  // One line, as every name here is: it stands in tables, mails and log lines.
  const line = String(found ?? userName).replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim();
  return [...(line === "" ? userName : line)].slice(0, LONGEST_NAME).join("").trim();
}
