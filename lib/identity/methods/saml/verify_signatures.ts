import { type Profile, SAML } from "@node-saml/node-saml";
import type { ServiceProvider } from "./service_provider.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

type Signed = {
  base64: string;
  isResponseSigned: boolean;
  isAssertionSigned: boolean;
  certificates: string[];
  privateKey: string;
};

/** @returns the XML of the assertion as it was signed: nothing else of the document may be believed. */
export async function verifySignatures(
  { entityId, acs }: ServiceProvider,
  { base64, isResponseSigned, isAssertionSigned, certificates, privateKey }: Signed,
): Promise<{ ok: true; assertionXml: string } | SamlRefused> {
  const verifier = new Verifier({
    issuer: entityId,
    callbackUrl: acs,
    idpCert: certificates,
    decryptionPvk: privateKey,
    // Every signature that is there must hold; that there is one was seen before.
    wantAuthnResponseSigned: isResponseSigned,
    wantAssertionsSigned: isAssertionSigned,
  });
  try {
    await verifier.validatePostResponseAsync({ SAMLResponse: base64 });
  } catch {
    // It throws for whatever somebody posts, and its messages quote the document.
    return refuse("invalid_signature");
  }
  const { assertionXml } = verifier;
  return assertionXml === undefined ? refuse("invalid_signature") : { ok: true, assertionXml };
}

/** node-saml as far as it verifies. What it makes of an assertion would let through too much, and ask the machine's clock. */
class Verifier extends SAML {
  assertionXml?: string;

  protected override processValidlySignedAssertionAsync(
    xml: string,
  ): Promise<{ profile: Profile; loggedOut: boolean }> {
    this.assertionXml = xml;
    return Promise.resolve({ profile: { issuer: "", nameID: "", nameIDFormat: "" }, loggedOut: false });
  }
}
