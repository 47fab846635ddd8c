import type { ConnectionKind, ConnectionState } from "@/lib/identity/connections/connection.ts";
import type { LookRefusal } from "@/lib/identity/connections/read_draft.ts";
import type { DomainRefusal } from "@/lib/tenancy/domains/list_domains.ts";
import type { AddedDomain } from "@/lib/tenancy/domains/add_domain.ts";

export const KIND_NAMES: Record<ConnectionKind, string> = {
  oidc: "OpenID Connect",
  saml: "SAML",
  auth0: "Auth0",
};

export const STATE_NAMES: Record<ConnectionState, string> = {
  draft: "Draft",
  tested: "Tested",
  enabled: "Enabled",
  disabled: "Disabled",
};

export const STATE_TONES = { draft: "idle", tested: "waiting", enabled: "good", disabled: "bad" } as const;

/** Why a provider that was named could not be read, and what helps. */
export const LOOK_REFUSALS: Record<LookRefusal["reason"], string> = {
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
    "There is no OpenID configuration at this address. Enter the issuer itself, without /.well-known/…",
  other_issuer:
    "The provider calls itself by another issuer. Copy the issuer from its own pages, to the letter",
  endpoint_not_https: "The provider names a sign-in page without https",
  no_signatures: "The provider signs with no algorithm that we accept; RS256 is the usual one",
  unexpected_status: "There is no metadata at this address",
  not_utf8: "The metadata is not UTF-8",
  forbidden_markup: "The metadata holds a DOCTYPE or a processing instruction, which we do not read",
  not_xml: "This is not well-formed XML. Copy all of it, from the first < to the last >",
  namespace: "The metadata uses a prefix that it does not declare",
  not_metadata: "This is XML, but no SAML metadata: an EntityDescriptor is missing",
  several_providers: "The metadata describes several providers; give the metadata of one",
  service_provider: "This describes a service provider, such as us. Take the identity provider's metadata",
  no_identity_provider: "The metadata describes no identity provider for SAML 2.0",
  no_entity_id: "The provider's entity ID is missing",
  no_redirect_url: "The provider has no sign-on address for HTTP-Redirect; switch that binding on there",
  url_not_https: "The provider's sign-on address does not start with https://",
  no_certificate: "The metadata holds no certificate to check signatures with",
  not_a_certificate: "The certificate cannot be read. Paste it from BEGIN to END",
  not_rsa: "The certificate holds no RSA key, which SAML signatures need",
  short_key: "The certificate's key is shorter than 2,048 bits; have the provider make another",
};

export const ADD_DOMAIN_REFUSALS: Record<Extract<AddedDomain, { ok: false }>["reason"], string> = {
  not_a_domain: "Enter a domain such as acme.example",
  public_suffix: "Anybody can register names below this one; enter your own, such as acme.co.uk",
  free_mail: "Anybody can have an address there; enter a domain of your own",
  added_before: "This domain is on the list already",
  too_many_domains: "There are 50 domains on the list; remove one first",
};

export const DOMAIN_REFUSALS: Record<DomainRefusal, string> = {
  no_record: "DNS shows no such record yet. New records take a few minutes, some a day",
  other_record: "There is a record, but with another text. Compare it with the one below",
  no_answer: "The domain's DNS does not answer. We will see when it does",
  taken: "Somebody else has proven this domain. If it is yours, write to us",
};
