import type { Context } from "fresh";
import { hasShownFactor } from "@/lib/identity/factors/what_was_shown.ts";
import { findSecondFactors } from "@/lib/identity/find_second_factors.ts";
import type { State } from "@/utils.ts";
import { askForSecondFactor, type Asking, requireFresh } from "./require_fresh.ts";
import { requireOwnProof } from "./require_own_proof.ts";

/**
 * Before a change of what opens every house of the person: as `requireFresh()`, and whoever has a second factor has shown
 * it in this session. One that began before there was one would be the way around it.
 */
export async function requireFullProof(
  ctx: Context<State>,
  asking: Asking = {},
): Promise<Response | undefined> {
  requireOwnProof(ctx.state);
  const { tenant, session } = ctx.state;
  const isDue = !hasShownFactor(session!) &&
    (await findSecondFactors(tenant.id, session!.userId)).length > 0;
  return isDue ? await askForSecondFactor(ctx, asking) : await requireFresh(ctx, asking);
}
