import { config } from "@/lib/config.ts";

/**
 * Passkeys belong to the base host, so that one opens every tenant where its person is a member, also those with a domain
 * of their own; a browser offers them there and nowhere else.
 */
export const RELYING_PARTY = { id: config.baseUrl.hostname, origin: config.baseUrl.origin, name: "Rowhouse" };

/** EdDSA, ES256 and RS256 (source: COSE): what every runtime of ours verifies, today and tomorrow. */
export const ALGORITHMS = [-8, -7, -257];
