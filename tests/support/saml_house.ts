import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import type { Draft } from "@/lib/identity/connections/add_connection.ts";
import { IDP, keyOf, type Written } from "./saml_forge.ts";

type SamlDraft = Extract<Draft, { kind: "saml" }>;

/** A connection of a tenant to the forge. */
export async function samlDraft(changed: Partial<SamlDraft["settings"]> = {}): Promise<SamlDraft> {
  return {
    kind: "saml",
    name: "Entra ID",
    settings: {
      entityId: IDP,
      ssoUrl: "https://idp.acme.test/sso",
      certificates: [(await keyOf("idp")).certificate],
      allowsIdpInitiated: false,
      ...changed,
    },
  };
}

/** What a provider knows once the browser came with our request: how an honest answer to it is addressed. */
export function addressed(request: URL): Written & { state: string } {
  const xml = inflateRawSync(Buffer.from(request.searchParams.get("SAMLRequest")!, "base64")).toString();
  const read = (pattern: RegExp) => pattern.exec(xml)![1];
  const [id, acs] = [read(/ ID="([^"]+)"/), read(/ AssertionConsumerServiceURL="([^"]+)"/)];
  return {
    inResponseTo: id,
    confirmedRequest: id,
    destination: acs,
    recipient: acs,
    audience: read(/<saml:Issuer[^>]*>([^<]+)</),
    state: request.searchParams.get("RelayState")!,
  };
}
