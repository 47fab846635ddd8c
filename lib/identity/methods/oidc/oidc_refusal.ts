import * as openid from "openid-client";
import { FetchRefusedError } from "./openid_fetch.ts";
import type { ProviderRefusal } from "./find_provider.ts";

/** Why an answer of a provider opens nothing. */
export type OidcRefusal =
  | ProviderRefusal
  /** What the browser brought does not belong to this login. */
  | "answer_refused"
  /** The person said no, or the provider did to them. */
  | "denied"
  | "provider_error"
  | "client_refused"
  | "code_refused"
  | "token_refused"
  | "signature_wrong"
  | "issuer_wrong"
  | "audience_wrong"
  | "nonce_wrong"
  | "expired"
  | "not_fresh"
  | "connection_gone";

/** The last one is Apple's own. */
const DENIALS = [
  ...["access_denied", "login_required", "interaction_required", "consent_required"],
  "user_cancelled_authorize",
];

const REFUSED_CLAIMS: Record<string, OidcRefusal> = {
  iss: "issuer_wrong",
  aud: "audience_wrong",
  azp: "audience_wrong",
  nonce: "nonce_wrong",
  auth_time: "not_fresh",
  exp: "expired",
};

/** Reads the library's errors. @throws what is not one of them. */
export function refusalOf(error: unknown): OidcRefusal {
  const refused = causes(error).find((it) => it instanceof FetchRefusedError);
  if (refused) return refused.reason;
  if (error instanceof openid.AuthorizationResponseError) {
    return DENIALS.includes(error.error) ? "denied" : "provider_error";
  }
  if (error instanceof openid.WWWAuthenticateChallengeError) return "client_refused";
  if (error instanceof openid.ResponseBodyError) {
    return error.error === "invalid_client" ? "client_refused" : "code_refused";
  }
  // A provider that answers with nonsense makes the library stumble, not us.
  if (error instanceof openid.ClientError || error instanceof TypeError) return tokenRefusal(error);
  throw error;
}

/** What went wrong, down to the last cause; the library keeps tokens and codes out of its messages. */
export function wordsOf(error: unknown): string {
  return causes(error).map((it) => it instanceof Error ? it.message : "").filter(Boolean).join(": ");
}

function tokenRefusal(error: Error): OidcRefusal {
  const details: Details = Object.assign({}, ...causes(error).filter((it) => !(it instanceof Error)));
  const words = wordsOf(error);
  if (details.parameters || /must be provided only once|no authorization code/.test(words)) {
    return "answer_refused";
  }
  if (/signature verification failed|error when selecting a JWT verification key/.test(words)) {
    return "signature_wrong";
  }
  const claim = details.claim ?? /"(nonce|auth_time)"/.exec(words)?.[1] ?? "";
  return REFUSED_CLAIMS[claim] ?? "token_refused";
}

type Details = { parameters?: URLSearchParams; claim?: string };

function causes(error: unknown): unknown[] {
  const found = [error];
  for (let it = error; it instanceof Error && it.cause !== undefined; it = it.cause) found.push(it.cause);
  return found;
}
