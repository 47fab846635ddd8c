import { HttpError } from "fresh";
import { hasOwnProof } from "@/lib/identity/factors/what_was_shown.ts";
import type { State } from "@/utils.ts";

/** Message of the error for somebody whom only their company has vouched for. */
export const NO_OWN_PROOF = "no proof of your own";

/** Before a change of what opens every house of the person: single sign-on of one house does not do. */
export function requireOwnProof({ session }: State): void {
  if (!hasOwnProof(session!)) throw new HttpError(403, NO_OWN_PROOF);
}
