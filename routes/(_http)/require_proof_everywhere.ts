import { type Context, HttpError } from "fresh";
import { isGuardedElsewhere } from "@/lib/identity/factors/is_guarded_elsewhere.ts";
import type { State } from "@/utils.ts";
import type { Asking } from "./require_fresh.ts";
import { requireFullProof } from "./require_full_proof.ts";

/** Message of the error for somebody whose second factor counts in another house and not here. */
export const GUARDED_ELSEWHERE = "guarded elsewhere";

/**
 * Before a change of what is the same in every house of the person (password, address, accounts elsewhere): as
 * `requireFullProof()`, and not in a house that has reset them while what they had set up still stands before another.
 */
export async function requireProofEverywhere(
  ctx: Context<State>,
  asking: Asking = {},
): Promise<Response | undefined> {
  const { tenant, session } = ctx.state;
  const [ask, isGuarded] = await Promise.all([
    requireFullProof(ctx, asking),
    isGuardedElsewhere(tenant.id, session!.userId),
  ]);
  if (isGuarded) throw new HttpError(403, GUARDED_ELSEWHERE);
  return ask;
}
