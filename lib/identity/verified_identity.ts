import { config } from "@/lib/config.ts";
import type { Wallet } from "./wallet.ts";

/**
 * How a person was recognised, such as `pwd`: the word of a method, or one of the two here. Sessions and access tokens
 * keep them (source: RFC 8176 where it has a name for it).
 */
export type Recognition = string;

/** Who opens a house is known there by having opened it. */
export const BY_SIGN_UP: Recognition = "handoff";
/** A tenant's provider says that it has asked for more than one factor. */
export const BY_SEVERAL_FACTORS: Recognition = "mfa";

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
  /** That the provider has proven to be the person's. */
  wallets?: Wallet[];
  /** When the person last proved who they are at the provider; now, where it does not say. */
  authenticatedAt?: Date;
  /** All that the provider said, for the page of a test login; never a secret. */
  claims?: Record<string, unknown>;
};

/** An identity that we vouch for ourselves. */
export function ownIdentity(userId: string, recognition: Recognition): VerifiedIdentity {
  return { issuer: config.baseUrl.origin, subject: userId, emailVerified: false, methods: [recognition] };
}
