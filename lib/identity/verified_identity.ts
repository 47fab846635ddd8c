import { config } from "@/lib/config.ts";

/** How a person was recognised (source: RFC 8176 where it has a name for it). */
export type Method = "pwd" | "handoff";

/**
 * What every way of signing in ends with. `(issuer, subject)` is the key of an identity; the address never is.
 */
export type VerifiedIdentity = {
  /** Our own base origin, or that of another identity provider. */
  issuer: string;
  /** With our own issuer the UUID of the user. */
  subject: string;
  email?: string;
  emailVerified: boolean;
  methods: Method[];
};

/** An identity that we vouch for ourselves. */
export function ownIdentity(userId: string, method: Method): VerifiedIdentity {
  return { issuer: config.baseUrl.origin, subject: userId, emailVerified: false, methods: [method] };
}
