import type { Limit } from "@/lib/limits/gcra.ts";

/** Entra pushes up to about 25 requests a second for each tenant, and both retry what got 429. */
export const PER_DIRECTORY: Limit = { name: "directory", rate: 50, periodSeconds: 1, burst: 200 };
/** Tokens that nobody here knows, from one address. */
export const UNKNOWN_TOKENS: Limit = {
  name: "unknown directory token",
  rate: 10,
  periodSeconds: 60,
  burst: 20,
};

export const MAX_BODY_BYTES = 1024 * 1024;
/** The deepest that RFC 7643 has is 4; what is deeper is no directory's. */
export const MAX_DEPTH = 16;
