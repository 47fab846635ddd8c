import type { z } from "zod";
import { fetchSamlMetadata } from "../methods/saml/fetch_metadata.ts";
import { type ParsedMetadata, parseSamlMetadata } from "../methods/saml/parse_metadata.ts";
import { findProvider, forgetProvider, type ProviderRefusal } from "../methods/oidc/find_provider.ts";
import type { OidcForm, SamlForm } from "./connection_forms.ts";
import type { Settings } from "./connection.ts";

type SamlRefusal = Extract<Awaited<ReturnType<typeof fetchSamlMetadata>>, { ok: false }>["reason"];

/** What stands in the way of a provider that was named; `detail` is what stood there instead. */
export type LookRefusal = {
  ok: false;
  field: string;
  reason: ProviderRefusal | SamlRefusal | "no_source";
  detail?: string;
};

/** Asks the provider what it says of itself, now and not as of some minutes ago. */
export async function readOidcSettings(
  form: z.output<typeof OidcForm>,
  now: Date,
): Promise<{ ok: true; settings: Settings["oidc"] } | LookRefusal> {
  const { issuer, client_id: clientId, scopes, groups_claim: groupsClaim } = form;
  forgetProvider(issuer);
  const found = await findProvider(issuer, now);
  if (!found.ok) return { ...found, field: "issuer" };
  const { provider } = found;
  return {
    ok: true,
    settings: {
      issuer,
      clientId,
      scopes,
      groupsClaim,
      found: {
        authorizationEndpoint: provider.authorization_endpoint,
        tokenEndpoint: provider.token_endpoint,
        algorithms: provider.id_token_signing_alg_values_supported ?? [],
      },
    },
  };
}

/**
 * Reads metadata from the address, or as it was pasted.
 * @param kept what is known already; it stays where neither is given.
 */
export async function readSamlSettings(
  form: z.output<typeof SamlForm>,
  kept?: Settings["saml"],
): Promise<{ ok: true; settings: Settings["saml"] } | LookRefusal> {
  const { metadata_url: url, metadata_xml: xml, groups_attribute: groupsAttribute } = form;
  const allowsIdpInitiated = form.allows_idp_initiated;
  if (!url && !xml) {
    if (!kept) return { ok: false, field: "metadata_url", reason: "no_source" };
    return { ok: true, settings: { ...kept, metadataUrl: undefined, allowsIdpInitiated, groupsAttribute } };
  }
  const parsed: ParsedMetadata | Awaited<ReturnType<typeof fetchSamlMetadata>> = url
    ? await fetchSamlMetadata(url)
    : parseSamlMetadata(xml);
  if (!parsed.ok) return { ...parsed, field: url ? "metadata_url" : "metadata_xml" };
  const { entityId, ssoUrl, certificates } = parsed.metadata;
  return {
    ok: true,
    settings: {
      entityId,
      ssoUrl,
      certificates: certificates.map((it) => it.pem),
      allowsIdpInitiated,
      groupsAttribute,
      metadataUrl: url || undefined,
    },
  };
}
