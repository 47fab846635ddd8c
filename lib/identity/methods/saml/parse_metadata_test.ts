import assert from "node:assert/strict";
import { generate } from "selfsigned";
import { keyOf } from "@/tests/support/saml_forge.ts";
import { parseSamlMetadata } from "./parse_metadata.ts";

const MD = 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
const POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
const bare = async (name: "idp" | "next") =>
  (await keyOf(name)).certificate.replace(/-----[A-Z ]+-----|\s+/g, "");

function keyDescriptor(base64: string, use: string | undefined = "signing"): string {
  return `<md:KeyDescriptor${
    use ? ` use="${use}"` : ""
  }><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n${base64}\n` +
    `</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
}

function service(binding = REDIRECT, location = "https://idp.acme.test/sso?x=1"): string {
  return `<md:SingleSignOnService Binding="${binding}" Location="${location}"/>`;
}

function metadata(
  inside: string,
  { entityId = ' entityID="https://idp.acme.test"', role = "" } = {},
): string {
  return `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor ${MD}${entityId}>` +
    `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"${role}>${inside}` +
    `</md:IDPSSODescriptor></md:EntityDescriptor>`;
}

Deno.test("parseSamlMetadata() reads entity id, address and every certificate that signs", async () => {
  const [idp, next] = [await bare("idp"), await bare("next")];
  const xml = metadata(
    `<!-- kept up by Ada -->${keyDescriptor(idp)}${keyDescriptor(next, "")}${keyDescriptor(idp)}${
      keyDescriptor("AAAA", "encryption")
    }${service(POST, "https://idp.acme.test/post")}${service()}`,
    { role: ' WantAuthnRequestsSigned="true"' },
  );
  const parsed = parseSamlMetadata(`\ufeff${xml}\n`);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  assert.equal(parsed.metadata.entityId, "https://idp.acme.test");
  assert.equal(parsed.metadata.ssoUrl, "https://idp.acme.test/sso?x=1");
  assert.equal(parsed.metadata.wantsSignedRequests, true);
  assert.deepEqual(
    parsed.metadata.certificates.map((it) => it.pem.replace(/-----[A-Z ]+-----|\s+/g, "")),
    [idp, next],
  );
});

Deno.test("parseSamlMetadata() finds the one provider of a list", async () => {
  const one = metadata(keyDescriptor(await bare("idp")) + service()).replace(/<\?xml.*?\?>/, "");
  const list =
    `<md:EntitiesDescriptor ${MD}><md:EntityDescriptor entityID="https://other.test"><md:SPSSODescriptor/>` +
    `</md:EntityDescriptor>${one}</md:EntitiesDescriptor>`;
  assert.ok(parseSamlMetadata(list).ok);
});

Deno.test("parseSamlMetadata() passes over a certificate it cannot use while another is there", async () => {
  const parsed = parseSamlMetadata(
    metadata(keyDescriptor("AAAA") + keyDescriptor(await bare("idp")) + service()),
  );
  assert.ok(parsed.ok);
  assert.equal(parsed.metadata.certificates.length, 1);
});

Deno.test("parseSamlMetadata() says what is missing or wrong", async () => {
  const key = keyDescriptor(await bare("idp"));
  const { cert } = await generate([{ name: "commonName", value: "x" }], { keyType: "ec" });
  const { cert: short } = await generate([{ name: "commonName", value: "x" }], {
    keySize: 1024,
    algorithm: "sha256",
  });
  const whole = metadata(key + service());
  const cases: [string, string, string?][] = [
    ["x".repeat(300_000), "too_large"],
    ["<html><body>Sign in</body></html>", "not_metadata", "html"],
    ["hello", "not_xml"],
    ["", "not_xml"],
    [`<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${whole}`, "forbidden_markup", "<!DOCTYPE "],
    [whole.replace("UTF-8", "UTF-16"), "not_utf8", '<?xml version="1.0" encoding="UTF-16"?>'],
    [whole.replace("<md:IDPSSO", '<md:IDPSSODescriptor xmlns:v="1"/><md:IDPSSO'), "namespace", "1"],
    [
      `<md:EntityDescriptor ${MD} entityID="https://rowhouse.test"><md:SPSSODescriptor/></md:EntityDescriptor>`,
      "service_provider",
    ],
    [`<md:EntityDescriptor ${MD} entityID="https://idp.acme.test"/>`, "no_identity_provider"],
    [
      whole.replace("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:1.1:protocol"),
      "no_identity_provider",
    ],
    [
      `<md:EntitiesDescriptor ${MD}>${whole.replace(/<\?xml.*?\?>/, "").repeat(2)}</md:EntitiesDescriptor>`,
      "several_providers",
      "https://idp.acme.test, https://idp.acme.test",
    ],
    [metadata(key + service(), { entityId: "" }), "no_entity_id"],
    [metadata(key + service(POST)), "no_redirect_url", "HTTP-POST"],
    [metadata(key), "no_redirect_url"],
    [metadata(key + service(REDIRECT, "/sso")), "no_redirect_url"],
    [
      metadata(key + service(REDIRECT, "http://idp.acme.test/sso")),
      "url_not_https",
      "http://idp.acme.test/sso",
    ],
    [metadata(key + service(REDIRECT, "javascript:alert(1)")), "url_not_https", "javascript:alert(1)"],
    [metadata(service()), "no_certificate"],
    [metadata(keyDescriptor("AAAA") + service()), "not_a_certificate"],
    [metadata(keyDescriptor(cert.replace(/-----[A-Z ]+-----|\s+/g, "")) + service()), "not_rsa"],
    [metadata(keyDescriptor(short.replace(/-----[A-Z ]+-----|\s+/g, "")) + service()), "short_key"],
  ];
  for (const [xml, reason, detail] of cases) {
    const parsed = parseSamlMetadata(xml);
    assert.ok(!parsed.ok, reason);
    assert.equal(parsed.reason, reason);
    if (detail) assert.equal(parsed.detail, detail);
  }
});
