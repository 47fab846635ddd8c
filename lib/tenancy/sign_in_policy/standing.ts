import type { AccessClaims } from "@/lib/identity/access_token.ts";
import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import type { Recognition } from "@/lib/identity/verified_identity.ts";
import { allowsPlace, type SignInPolicy } from "./policy.ts";

/** Whether a session may go on under its tenant's policy, asked for at each request. */
export type Standing = "good" | "network_not_allowed" | "over" | "needs_second_factor";

/** More than what somebody knows or reads. A tenant's own connection is asked for two by the tenant itself. */
const STRONG: Recognition[] = ["otp", "recovery_code", "passkey", "mfa", "oidc", "saml", "auth0"];

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

export function isStrong({ recognitions }: Pick<AccessClaims, "recognitions">): boolean {
  return recognitions.some((it) => STRONG.includes(it as Recognition));
}
