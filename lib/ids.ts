import { TypeID } from "typeid-js";
import { v7 } from "uuid";

/** What an id names, by the prefix it carries at the edges. */
export type IdPrefix =
  | "ten"
  | "usr"
  | "mem"
  | "key"
  | "rec"
  | "evt"
  | "job"
  | "ses"
  | "aud"
  | "req"
  | "rol"
  | "inv"
  | "grp"
  | "tok"
  | "log"
  | "con"
  | "dom"
  | "aut"
  | "pky"
  | "idn"
  | "sev";

/** A new UUIDv7: time-ordered, so indexes grow at one end. */
export function newId(): string {
  return v7();
}

/** The form shown outside the database, such as `rec_01jd3z9k2efr8v0h6x4m5w7q2t` (source: TypeID specification 0.3). */
export function publicId(prefix: IdPrefix, id: string): string {
  return TypeID.fromUUID(prefix, id).toString();
}

/** The UUID behind a public id; undefined when the text is not one with this prefix. */
export function parsePublicId(prefix: IdPrefix, text: string): string | undefined {
  if (!new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`).test(text)) return undefined;
  return TypeID.fromString(text, prefix).toUUID();
}
