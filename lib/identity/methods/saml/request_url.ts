import { SAML } from "@node-saml/node-saml";
import type { SamlKey } from "./keys.ts";
import type { ServiceProvider } from "./service_provider.ts";

type Asked = {
  serviceProvider: ServiceProvider;
  key: SamlKey;
  /** Of the identity provider. */
  ssoUrl: string;
  requestId: string;
  relayState: string;
  /** Whether the person has to prove it again, though the provider knows them. */
  isForced: boolean;
};

/** The provider's page with our request in its query, signed: redirect binding. */
export async function requestUrl(
  { serviceProvider, key, ssoUrl, requestId, relayState, isForced }: Asked,
): Promise<URL> {
  const saml = new SAML({
    issuer: serviceProvider.entityId,
    callbackUrl: serviceProvider.acs,
    entryPoint: ssoUrl,
    // For verifying answers, which this instance does not do; the library wants one.
    idpCert: key.certificate,
    privateKey: key.privateKey,
    signatureAlgorithm: "sha256",
    generateUniqueId: () => requestId,
    forceAuthn: isForced,
    // Any name and any way of authentication: what the provider is set up for is the tenant's affair.
    identifierFormat: null,
    disableRequestedAuthnContext: true,
  });
  return new URL(await saml.getAuthorizeUrlAsync(relayState, undefined, {}));
}
