import type { VerifiedIdentity } from "../../verified_identity.ts";
import type { Claims } from "./finish_oidc.ts";
import type { OidcClient } from "./oidc_client.ts";

/** Of the protocol, not of the person. */
const UNSAID = ["nonce", "at_hash", "c_hash", "s_hash"];
const MAX_GROUPS = 500;

export function identityOf(client: OidcClient, claims: Claims): VerifiedIdentity {
  const { recognition, connectionId, groupsClaim } = client;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    connectionId,
    email: text(claims.email)?.toLowerCase(),
    // Apple says it in words at times.
    emailVerified: claims.email_verified === true || claims.email_verified === "true",
    name: text(claims.name),
    groups: groupsClaim === undefined ? undefined : groupsIn(claims[groupsClaim]),
    methods: saysSeveralFactors(claims.amr) ? [recognition, "mfa"] : [recognition],
    authenticatedAt: typeof claims.auth_time === "number" ? new Date(claims.auth_time * 1000) : undefined,
    claims: Object.fromEntries(Object.entries(claims).filter(([name]) => !UNSAID.includes(name))),
  };
}

function text(claim: unknown): string | undefined {
  return typeof claim === "string" && claim.trim() !== "" ? claim.trim() : undefined;
}

function groupsIn(claim: unknown): string[] {
  const listed = Array.isArray(claim) ? claim : [claim];
  return listed.filter((it) => typeof it === "string").slice(0, MAX_GROUPS);
}

/** Source: RFC 8176. */
function saysSeveralFactors(amr: unknown): boolean {
  return Array.isArray(amr) && amr.includes("mfa");
}
