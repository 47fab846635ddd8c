import assert from "node:assert/strict";
import { keyOf, SP } from "@/tests/support/saml_forge.ts";
import { METADATA, SIGNATURE } from "./names.ts";
import { attributeOf, childrenNamed, everyElement, onlyChild, readXml } from "./read_xml.ts";
import { serviceProviderMetadata } from "./service_provider_metadata.ts";

Deno.test("serviceProviderMetadata() says who we are, where answers go and what to encrypt to", async () => {
  const { certificate } = await keyOf("ours");
  const read = readXml(serviceProviderMetadata(SP, certificate));
  assert.ok(read.ok);
  assert.equal(attributeOf(read.root, "entityID"), SP.entityId);
  const role = onlyChild(read.root, METADATA, "SPSSODescriptor")!;
  assert.equal(attributeOf(role, "AuthnRequestsSigned"), "true");
  const consumer = onlyChild(role, METADATA, "AssertionConsumerService")!;
  assert.equal(attributeOf(consumer, "Location"), SP.acs);
  assert.match(attributeOf(consumer, "Binding")!, /HTTP-POST$/);
  assert.deepEqual(childrenNamed(role, METADATA, "KeyDescriptor").map((it) => attributeOf(it, "use")), [
    "signing",
    "encryption",
  ]);
  const certificates = [...everyElement(role)].map(({ element }) => element)
    .filter((it) => it.localName === "X509Certificate" && it.namespaceURI === SIGNATURE);
  for (const it of certificates) {
    assert.equal(it.textContent, certificate.replace(/-----[A-Z ]+-----|\s+/g, ""));
  }
  assert.doesNotMatch(serviceProviderMetadata(SP, certificate), /cbc|rsa-1_5/);
});
