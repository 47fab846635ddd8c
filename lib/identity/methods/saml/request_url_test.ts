import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createVerify } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { keyOf, SP } from "@/tests/support/saml_forge.ts";
import { ASSERTION, PROTOCOL } from "./names.ts";
import { attributeOf, onlyChild, readXml, textOf } from "./read_xml.ts";
import { requestUrl } from "./request_url.ts";

async function asked(isForced = false): Promise<URL> {
  return await requestUrl({
    serviceProvider: SP,
    key: await keyOf("ours"),
    ssoUrl: "https://idp.acme.test/sso?tenant=1",
    requestId: "_request",
    relayState: "state-of-43-characters",
    isForced,
  });
}

function requestIn(url: URL) {
  const xml = inflateRawSync(Buffer.from(url.searchParams.get("SAMLRequest")!, "base64")).toString();
  const read = readXml(xml);
  assert.ok(read.ok, xml);
  return read.root;
}

Deno.test("requestUrl() asks the provider with our names and the id it was given", async () => {
  const url = await asked();
  assert.equal(url.origin + url.pathname, "https://idp.acme.test/sso");
  assert.equal(url.searchParams.get("tenant"), "1");
  assert.equal(url.searchParams.get("RelayState"), "state-of-43-characters");
  const request = requestIn(url);
  assert.deepEqual(
    ["ID", "Destination", "AssertionConsumerServiceURL", "ForceAuthn"].map((it) => attributeOf(request, it)),
    ["_request", "https://idp.acme.test/sso?tenant=1", SP.acs, undefined],
  );
  assert.equal(textOf(onlyChild(request, ASSERTION, "Issuer")), SP.entityId);
  assert.equal(attributeOf(onlyChild(request, PROTOCOL, "NameIDPolicy")!, "Format"), undefined);
  assert.equal(onlyChild(request, PROTOCOL, "RequestedAuthnContext"), undefined);
});

Deno.test("requestUrl() asks that the person proves it again", async () => {
  assert.equal(attributeOf(requestIn(await asked(true)), "ForceAuthn"), "true");
});

Deno.test("requestUrl() signs what is in the query with our key", async () => {
  const { searchParams } = await asked();
  const signed = ["SAMLRequest", "RelayState", "SigAlg"]
    .map((it) => `${it}=${encodeURIComponent(searchParams.get(it)!)}`).join("&");
  assert.match(searchParams.get("SigAlg")!, /rsa-sha256$/);
  const verify = createVerify("RSA-SHA256").update(signed);
  assert.ok(verify.verify((await keyOf("ours")).certificate, searchParams.get("Signature")!, "base64"));
});
