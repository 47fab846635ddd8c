import type { AccessClaims } from "@/lib/identity/access_token.ts";
import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import { provesMore } from "@/lib/identity/factors/what_was_shown.ts";
import { methodShownAs } from "@/lib/identity/methods/methods.ts";
import { allowsPlace, type SignInPolicy } from "./policy.ts";

/** Whether a session may go on under its tenant's policy, asked for at each request. */
export type Standing = "good" | "network_not_allowed" | "over" | "needs_second_factor";

type Asked = {
  session: Pick<AccessClaims, "recognitions" | "startedAt">;
  /** As `Visitor` has it. */
  place: string;
  now: Date;
};

export function standingOf(policy: SignInPolicy, { session, place, now }: Asked): Standing {
  if (!allowsPlace(policy, place)) return "network_not_allowed";
  if (now >= secondsAfter(session.startedAt, policy.sessionSeconds)) return "over";
  if (policy.requiresSecondFactor && !isStrong(session)) return "needs_second_factor";
  return "good";
}

/** More than what somebody knows or reads. A tenant's own connection is asked for two by the tenant itself. */
export function isStrong({ recognitions }: Pick<AccessClaims, "recognitions">): boolean {
  return provesMore({ recognitions }) || recognitions.some((it) => methodShownAs(it)?.needsConnection);
}
