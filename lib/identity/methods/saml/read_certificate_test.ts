import assert from "node:assert/strict";
import { generate } from "selfsigned";
import { keyOf } from "@/tests/support/saml_forge.ts";
import { readCertificate } from "./read_certificate.ts";

const NAME = [{ name: "commonName", value: "idp.test" }];

Deno.test("readCertificate() takes PEM and bare base64 for the same", async () => {
  const { certificate } = await keyOf("idp");
  const bare = certificate.replace(/-----[A-Z ]+-----/g, "").trim();
  const [pem, base64] = [readCertificate(certificate), readCertificate(`\n  ${bare}\n`)];
  assert.ok(pem.ok && base64.ok);
  assert.deepEqual(pem, base64);
  assert.match(pem.certificate.fingerprint, /^[\dA-F]{2}(:[\dA-F]{2}){31}$/);
  assert.ok(pem.certificate.expiresAt > new Date());
});

Deno.test("readCertificate() refuses what is no certificate", () => {
  for (const text of ["", "hello", "AAAA", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"]) {
    assert.deepEqual(readCertificate(text), { ok: false, reason: "not_a_certificate" });
  }
});

Deno.test("readCertificate() refuses a key that nothing here could verify with", async () => {
  const { cert } = await generate(NAME, { keyType: "ec" });
  assert.deepEqual(readCertificate(cert), { ok: false, reason: "not_rsa" });
});

Deno.test("readCertificate() refuses a key that is too short", async () => {
  const { cert } = await generate(NAME, { keySize: 1024, algorithm: "sha256" });
  assert.deepEqual(readCertificate(cert), { ok: false, reason: "short_key" });
});
