import { CIPHERS, KEY_TRANSPORTS } from "./algorithms.ts";
import {
  EMAIL_NAME,
  METADATA,
  PERSISTENT_NAME,
  POST_BINDING,
  PROTOCOL,
  SIGNATURE,
  UNSPECIFIED_NAME,
} from "./names.ts";
import type { ServiceProvider } from "./service_provider.ts";

/** What a tenant's admin gives to their identity provider: who we are, where answers go, our certificate. */
export function serviceProviderMetadata({ entityId, acs }: ServiceProvider, certificate: string): string {
  const base64 = certificate.replace(/-----[A-Z ]+-----|\s+/g, "");
  const names = [PERSISTENT_NAME, EMAIL_NAME, UNSPECIFIED_NAME];
  const key = `<ds:KeyInfo xmlns:ds="${SIGNATURE}"><ds:X509Data><ds:X509Certificate>${base64}` +
    `</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<EntityDescriptor xmlns="${METADATA}" entityID="${entityId}">`,
    `  <SPSSODescriptor protocolSupportEnumeration="${PROTOCOL}" AuthnRequestsSigned="true" WantAssertionsSigned="true">`,
    `    <KeyDescriptor use="signing">${key}</KeyDescriptor>`,
    `    <KeyDescriptor use="encryption">${key}`,
    ...[...CIPHERS, ...KEY_TRANSPORTS].map((it) => `      <EncryptionMethod Algorithm="${it}"/>`),
    "    </KeyDescriptor>",
    ...names.map((it) => `    <NameIDFormat>${it}</NameIDFormat>`),
    `    <AssertionConsumerService Binding="${POST_BINDING}" Location="${acs}" index="0" isDefault="true"/>`,
    "  </SPSSODescriptor>",
    "</EntityDescriptor>",
    "",
  ].join("\n");
}
