/** Why a directory's request is refused: what RFC 7644 (table 9) has a name for, and three that are statuses alone. */
export type ScimReason =
  | "uniqueness"
  | "invalid_filter"
  | "invalid_syntax"
  | "invalid_path"
  | "invalid_value"
  | "no_target"
  | "mutability"
  | "too_many"
  | "not_found"
  | "last_owner"
  | "changed_meanwhile";

/** `detail` is for the administrator of the directory, who reads it in a log. */
export type ScimRefusal = { ok: false; reason: ScimReason; detail: string };

export function refusal(reason: ScimReason, detail: string): ScimRefusal {
  return { ok: false, reason, detail };
}
