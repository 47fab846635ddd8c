import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import type { ServiceProvider } from "./service_provider.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

type Signed = {
  base64: string;
  isResponseSigned: boolean;
  isAssertionSigned: boolean;
  requestId: string;
  certificates: string[];
  privateKey: string;
};

/** @returns the XML of the assertion as it was signed: nothing else of the document may be believed. */
export async function verifySignatures(
  { entityId, acs }: Pick<ServiceProvider, "entityId" | "acs">,
  { base64, isResponseSigned, isAssertionSigned, requestId, certificates, privateKey }: Signed,
): Promise<{ ok: true; assertionXml: string } | SamlRefused> {
  const saml = new SAML({
    issuer: entityId,
    callbackUrl: acs,
    idpCert: certificates,
    decryptionPvk: privateKey,
    // Every signature that is there must hold; that there is one was seen before.
    wantAuthnResponseSigned: isResponseSigned,
    wantAssertionsSigned: isAssertionSigned,
    validateInResponseTo: ValidateInResponseTo.always,
    cacheProvider: onlyRequest(requestId),
    // Audience and times are read from what this returns, by our clock; node-saml would ask the machine's.
    audience: false,
    acceptedClockSkewMs: -1,
  });
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: base64 });
    const assertionXml = profile?.getAssertionXml?.();
    return assertionXml ? { ok: true, assertionXml } : refuse("invalid_signature");
  } catch {
    // It throws for whatever somebody posts; its messages quote the document.
    return refuse("invalid_signature");
  }
}

/** node-saml asks a store whether a request is ours. It is consumed elsewhere, with the row of the login. */
function onlyRequest(requestId: string) {
  const at = new Date().toISOString();
  return {
    saveAsync: () => Promise.resolve(null),
    getAsync: (id: string) => Promise.resolve(id === requestId ? at : null),
    removeAsync: (id: string | null) => Promise.resolve(id),
  };
}
