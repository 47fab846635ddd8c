import type { FetchedMetadata } from "@/lib/identity/methods/saml/fetch_metadata.ts";
import type { SamlRefusal } from "@/lib/identity/methods/saml/refusal.ts";

type MetadataRefusal = Extract<FetchedMetadata, { ok: false }>["reason"];

/** Why a response of an identity provider was refused, for the admin who can change that. */
export const SAML_REFUSAL_WORDS: Record<SamlRefusal, string> = {
  too_many: "Too many responses came at once. Wait a few seconds and try again",
  paused: "Sign-in is paused: we cannot count attempts right now. Try again in a minute",
  unknown_connection: "The connection was changed or deleted meanwhile. Begin again",
  no_response: "No SAMLResponse was posted. Set the provider to the HTTP-POST binding",
  too_large:
    "The response has more than 256 KB or 2,000 elements. Send fewer attributes, or only the groups of this app",
  not_base64: "The field SAMLResponse is not base64",
  not_utf8: "The response is not UTF-8",
  forbidden_markup:
    "The response has a document type, a comment, a CDATA section or a processing instruction. We take none",
  not_xml: "The response is not well-formed XML",
  not_a_response: "What was posted is not one SAML 2.0 response",
  namespace: "The response declares a namespace that is not an absolute URI",
  duplicate_id: "The response uses one id twice",
  status: "The provider did not sign the person in. Is the person assigned to this app there?",
  not_one_assertion: "The response has no assertion, or more than one",
  misplaced_signature: "A signature stands where none belongs",
  malformed_signature: "A signature has parts that we do not take",
  signature_algorithm:
    "It is signed in a way that we do not take. Set the provider to RSA-SHA256 or RSA-SHA512 with a SHA-256 or SHA-512 digest",
  unsigned: "Nothing is signed. Set the provider to sign the assertion, the response, or both",
  malformed_encryption: "The encrypted assertion has parts that we do not take",
  encryption_algorithm:
    "It is encrypted in a way that we do not take. Set the provider to AES-128-GCM or AES-256-GCM with RSA-OAEP",
  destination: "The response is addressed to another ACS URL than ours. Copy ours from the connection's page",
  unsolicited: "The sign-in began at the provider. Begin it here",
  foreign_request: "The response answers another sign-in. Begin again in this window",
  undecryptable: "It is encrypted for another certificate. Give the provider our current metadata",
  invalid_signature:
    "No certificate of this connection fits the signature. Add the one the provider signs with now",
  malformed_assertion: "The assertion lacks a part that SAML 2.0 asks for, or has it twice",
  issuer: "The response is from another entity id than the connection's",
  no_conditions: "The assertion does not say for whom and when it holds",
  unknown_condition: "The assertion sets a condition that we do not know",
  not_yet_valid: "The assertion holds only later. Does the provider's clock go ahead?",
  expired: "The assertion has ended. Does the provider's clock go slow?",
  audience: "The assertion is for another audience. Set the provider's audience to our entity id",
  no_bearer: "The assertion does not say that whoever brings it is the person (bearer confirmation)",
  recipient: "The assertion is for another recipient than our ACS URL",
  confirmation_expired: "The confirmation of the person has ended. Does the provider's clock go slow?",
  confirmation_not_before: "The confirmation of the person has a beginning, which SAML 2.0 does not allow",
  no_authentication: "The assertion does not say when the person signed in",
  transient_name: "The name of the person is new each time. Set the name id to persistent or email address",
  name: "The person has no name id, or one we cannot keep",
  not_fresh: "The provider did not ask the person again",
  replayed: "The same assertion was used before",
};

/** Why metadata of a provider could not be read, beside the field where it was named or pasted. */
export const SAML_METADATA_WORDS: Record<MetadataRefusal, string> = {
  too_large: "The metadata has more than 256 KB or 2,000 elements. Paste the part of your provider alone",
  not_utf8: "The metadata is not UTF-8",
  forbidden_markup:
    "The metadata has a document type, a CDATA section or a processing instruction. We take none",
  not_xml: "This is not well-formed XML. Copy the whole of it",
  namespace: "The metadata declares a namespace that is not an absolute URI",
  not_metadata: "This is no SAML 2.0 metadata: it has no EntityDescriptor",
  several_providers: "The metadata names several identity providers. Paste the part of one",
  service_provider: "This is a service provider's metadata, such as ours. Paste the identity provider's",
  no_identity_provider: "The metadata has no identity provider of SAML 2.0 (IDPSSODescriptor)",
  no_entity_id: "The metadata has no entityID",
  no_redirect_url: "The metadata has no sign-on URL for the HTTP-Redirect binding",
  url_not_https: "The sign-on URL has to begin with https://",
  no_certificate: "The metadata has no certificate that it signs with",
  not_a_certificate: "The certificate cannot be read. Copy it whole, with its first and last line",
  not_rsa: "The certificate's key is not RSA. Let the provider sign with an RSA key",
  short_key: "The certificate's key has less than 2048 bits. Make a new one at the provider",
  not_a_url: "Enter a web address such as https://idp.acme.test/metadata",
  not_https: "The address has to begin with https://",
  credentials_in_url: "Leave name and password out of the address",
  port_not_allowed: "The address may have port 443 or 8443 only",
  name_unknown: "Nobody knows this host name. Check it for a typing error",
  private_address: "The address leads into a private network, where we do not go",
  redirected: "The address leads on to another one. Enter that one",
  too_slow: "Nothing came from the address within five seconds",
  certificate_not_trusted: "The address has no TLS certificate that we trust",
  unreachable: "Nothing answers at the address",
  unexpected_status: "The address did not answer with the metadata",
};
