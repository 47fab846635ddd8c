import type { ProviderRefusal } from "@/lib/identity/methods/oidc/find_provider.ts";
import type { OidcRefusal } from "@/lib/identity/methods/oidc/oidc_refusal.ts";

/** Why an OpenID provider that was named cannot be used, for the admin who can change that. */
export const PROVIDER_REFUSAL_WORDS: Record<ProviderRefusal, string> = {
  not_a_url: "This is no web address",
  not_https: "Use an address that starts with https://",
  credentials_in_url: "Leave out the name and the password in the address",
  port_not_allowed: "We ask providers on the ports 443 and 8443 only",
  name_unknown: "Nobody knows this host. Check it for typing errors",
  private_address: "This host is in a private network. We only ask providers that the internet can reach",
  redirected: "The provider sends us on to another address. Enter that one",
  too_large: "The answer is larger than 256 KiB",
  too_slow: "The provider did not answer within five seconds. Try again",
  certificate_not_trusted: "The certificate of this host is not trusted",
  unreachable: "This host does not answer. Check the address, and whether the internet can reach it",
  no_metadata:
    "There is no OpenID configuration at this address. Enter the issuer itself, as the provider shows it",
  other_issuer:
    "The provider calls itself by another issuer. Copy the issuer from its own pages, to the letter",
  endpoint_not_https: "The provider names a sign-in page without https",
  no_signatures: "The provider signs with no algorithm that we accept; RS256 is the usual one",
};

/** Why an answer of an OpenID provider opened nothing. */
export const OIDC_REFUSAL_WORDS: Record<OidcRefusal, string> = {
  ...PROVIDER_REFUSAL_WORDS,
  answer_refused: "What came back does not belong to this login. Begin again in this window",
  denied: "The provider did not sign you in, or you said no. Are you assigned to this application there?",
  provider_error:
    "The provider answered with an error. Compare redirect URI, client ID and scopes with what it has",
  client_refused: "The provider does not take the client secret. Replace it, or look whether it has ended",
  code_refused:
    "The provider does not take its own code back. Compare the redirect URI with what it has, and begin again",
  token_refused:
    "The ID token cannot be used. Let the provider sign it with RS256, and send it to this client",
  signature_wrong: "The ID token is not signed by a key that the provider publishes",
  issuer_wrong: "The ID token is from another issuer than the connection's",
  audience_wrong: "The ID token is for another application. Compare the client ID",
  nonce_wrong: "The ID token belongs to another login. Begin again in this window",
  expired: "The ID token has expired. Is the provider's clock right?",
  not_fresh: "The provider did not ask you anew, as this login wanted",
  connection_gone: "The connection was changed or deleted meanwhile. Begin again",
};
