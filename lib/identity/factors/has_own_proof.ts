import type { Recognition } from "../verified_identity.ts";

/** By these a tenant's own identity provider vouches for whom it likes. */
const BY_A_TENANT: Recognition[] = ["oidc", "saml", "auth0"];

/**
 * Whether the person has shown in this session something of their own. What they hold beside the password opens every
 * tenant where they are a member, so the word of one tenant's provider is not enough to change it.
 */
export function hasOwnProof({ recognitions }: { recognitions: string[] }): boolean {
  return recognitions.some((it) => !BY_A_TENANT.includes(it as Recognition) && it !== "mfa");
}

/** What the person has set up beside a first factor, here with us. */
const OWN_FACTORS: Recognition[] = ["otp", "recovery_code", "passkey"];

/** Whether the person has shown in this session one of them. */
export function hasShownFactor({ recognitions }: { recognitions: string[] }): boolean {
  return recognitions.some((it) => OWN_FACTORS.includes(it as Recognition));
}
