import type { JoinReason } from "../sso/find_entrant.ts";

/**
 * Why the door stays shut; a method may bring reasons of its own.
 *
 * - `begun_too_often`: very many logins have begun at this place just now.
 * - `over`: the login was used, has run out, or is another browser's, host's or tenant's.
 * - `not_linked`: nobody here is known by this identity.
 * - `linked_to_other`: the identity is somebody else's already.
 * - `other_person`: a step-up by somebody else than who is signed in.
 * - `sso_required`: the tenant has made a connection the only way in for this person.
 */
export type DoorReason =
  | "begun_too_often"
  | "over"
  | "not_linked"
  | "linked_to_other"
  | "other_person"
  | "not_a_member"
  | "method_not_allowed"
  | "network_not_allowed"
  | "sso_required"
  | JoinReason;

export type Refusal = {
  ok: false;
  reason: string;
  retryAfterSeconds?: number;
  /** What stood where something else was expected, for the admin who runs a test login. */
  detail?: string;
};

export function refused<R extends DoorReason>(reason: R): { ok: false; reason: R } {
  return { ok: false, reason };
}
