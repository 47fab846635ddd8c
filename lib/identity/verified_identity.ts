import { config } from "@/lib/config.ts";

/** How a person was recognised; a session remembers them (source: RFC 8176 where it has a name for it). */
export type Recognition =
  | "pwd"
  | "handoff"
  | "email"
  | "otp"
  | "recovery_code"
  | "passkey"
  | "google"
  | "apple"
  | "auth0"
  | "oidc"
  | "saml"
  | "privy"
  | "mfa";

/**
 * What every way of signing in ends with. `(issuer, subject)` is the key of an identity; the address never is.
 */
export type VerifiedIdentity = {
  /** Our own base origin, or that of another identity provider. */
  issuer: string;
  /** With our own issuer the UUID of the user. */
  subject: string;
  /** The tenant's connection that vouches; undefined for ours and for the central providers. */
  connectionId?: string;
  email?: string;
  emailVerified: boolean;
  name?: string;
  groups?: string[];
  methods: Recognition[];
  /** When the person last proved who they are at the provider; now, where it does not say. */
  authenticatedAt?: Date;
  /** All that the provider said, for the page of a test login; never a secret. */
  claims?: Record<string, unknown>;
};

/** An identity that we vouch for ourselves. */
export function ownIdentity(userId: string, recognition: Recognition): VerifiedIdentity {
  return { issuer: config.baseUrl.origin, subject: userId, emailVerified: false, methods: [recognition] };
}
