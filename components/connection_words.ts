import type { ConnectionKind, ConnectionState } from "@/lib/identity/connections/connection.ts";
import type { LookRefusal } from "@/lib/identity/connections/read_draft.ts";
import type { DomainRefusal } from "@/lib/tenancy/domains/list_domains.ts";
import type { AddedDomain } from "@/lib/tenancy/domains/add_domain.ts";

import { PROVIDER_REFUSAL_WORDS } from "./oidc_words.ts";
import { SAML_METADATA_WORDS } from "./saml_words.ts";

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
  ...SAML_METADATA_WORDS,
  ...PROVIDER_REFUSAL_WORDS,
  no_source: "Give the address of the provider's metadata, or paste the XML below",
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

/** Says nothing about whose it is. */
export const ORGANIZATION_TAKEN = "This organization stands for a house already; each stands for one";
