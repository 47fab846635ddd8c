import { z } from "zod";
import { oneLine } from "../../one_line.ts";
import { BY_SEVERAL_FACTORS, type Recognition, type VerifiedIdentity } from "../../verified_identity.ts";
import type { Claims } from "./finish_oidc.ts";
import type { OidcClient } from "./oidc_client.ts";

/** Of the protocol, not of the person. */
const UNSAID = ["nonce", "at_hash", "c_hash", "s_hash"];
const MAX_GROUPS = 500;

const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));
const Name = oneLine({ longest: 100, missing: "" });
const Group = oneLine({ longest: 256, missing: "" });

type Provider = Pick<OidcClient, "connectionId" | "groupsClaim"> & { recognition: Recognition };

/** What of a provider's claims we go by. What is no address or no name is taken for unsaid. */
export function identityOf(
  claims: Claims,
  { recognition, connectionId, groupsClaim }: Provider,
): VerifiedIdentity {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    connectionId,
    email: Email.safeParse(claims.email).data,
    // Apple says it in words at times.
    emailVerified: claims.email_verified === true || claims.email_verified === "true",
    name: nameIn(claims.name),
    groups: groupsClaim === undefined ? undefined : groupsIn(claims[groupsClaim]),
    // What a provider for everybody asks for is not what the person has set up here.
    methods: connectionId && saysSeveralFactors(claims.amr)
      ? [recognition, BY_SEVERAL_FACTORS]
      : [recognition],
    authenticatedAt: typeof claims.auth_time === "number" ? new Date(claims.auth_time * 1000) : undefined,
    claims: Object.fromEntries(Object.entries(claims).filter(([name]) => !UNSAID.includes(name))),
  };
}

export function nameIn(claim: unknown): string | undefined {
  return Name.safeParse(claim).data;
}

function groupsIn(claim: unknown): string[] {
  const listed = Array.isArray(claim) ? claim : [claim];
  return listed.flatMap((it) => Group.safeParse(it).data ?? []).slice(0, MAX_GROUPS);
}

/** Source: RFC 8176. */
function saysSeveralFactors(amr: unknown): boolean {
  return Array.isArray(amr) && amr.includes("mfa");
}
