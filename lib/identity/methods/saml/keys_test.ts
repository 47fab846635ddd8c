import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { createPrivateKey } from "node:crypto";
import { asSuperuser } from "@/tests/support/database.ts";
import { samlKey } from "./keys.ts";

Deno.test("samlKey() is one pair, made once and kept sealed", async () => {
  const [one, other] = await Promise.all([samlKey(), samlKey()]);
  assert.deepEqual(one, other);
  const certificate = new X509Certificate(one.certificate);
  assert.ok(certificate.checkPrivateKey(createPrivateKey(one.privateKey)));
  const { rows } = await asSuperuser((client) => client.query("select * from platform.saml_keys"));
  assert.equal(rows.length, 1);
  assert.equal(rows[0].certificate, one.certificate);
  assert.match(rows[0].sealed_private_key, /^v1\./);
});

Deno.test("gate.add_first_saml_key() keeps the pair that was there first", async () => {
  await samlKey();
  await asSuperuser((client) =>
    client.query("select gate.add_first_saml_key(gen_random_uuid(), 'another', 'sealed')")
  );
  const { rows } = await asSuperuser((client) => client.query("select certificate from platform.saml_keys"));
  assert.deepEqual(rows.map((it) => it.certificate), [(await samlKey()).certificate]);
});
