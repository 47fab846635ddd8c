import assert from "node:assert/strict";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import {
  type Attack,
  DOCUMENT_ATTACKS,
  ENCRYPTION_ATTACKS,
  SIGNATURE_ATTACKS,
  STATEMENT_ATTACKS,
  WRAPPING_ATTACKS,
} from "@/tests/support/saml_attacks.ts";
import { IDP, keyOf, REQUEST, SP } from "@/tests/support/saml_forge.ts";
import { acceptResponse } from "./accept_response.ts";

const ALL: Attack[] = [
  ...SIGNATURE_ATTACKS,
  ...WRAPPING_ATTACKS,
  ...DOCUMENT_ATTACKS,
  ...STATEMENT_ATTACKS,
  ...ENCRYPTION_ATTACKS,
];

for (const { name, reason, field } of ALL) {
  Deno.test(`acceptResponse() refuses ${name}`, async () => {
    const accepted = await acceptResponse(await field(), {
      issuer: IDP,
      serviceProvider: SP,
      requestId: REQUEST,
      now: new Date(),
      certificates: [(await keyOf("idp")).certificate, (await keyOf("next")).certificate],
      privateKey: (await keyOf("ours")).privateKey,
    });
    assert.equal(accepted.ok ? "accepted" : accepted.reason, reason);
  });
}

// The matrix of the bare library: a new version of it that is better or worse shows here.
for (const { name, field, bareAccepts } of ALL) {
  Deno.test(`node-saml alone ${bareAccepts ? "accepts" : "refuses"} ${name}`, async () => {
    assert.equal(await bareLibraryAccepts(await field()), bareAccepts ?? false);
  });
}

/** As strict as its options go without refusing an honest shape. */
async function bareLibraryAccepts(SAMLResponse: string): Promise<boolean> {
  const known = new Map([[REQUEST, new Date().toISOString()]]);
  const saml = new SAML({
    issuer: SP.entityId,
    callbackUrl: SP.acs,
    audience: SP.entityId,
    idpIssuer: IDP,
    idpCert: [(await keyOf("idp")).certificate, (await keyOf("next")).certificate],
    decryptionPvk: (await keyOf("ours")).privateKey,
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
    validateInResponseTo: ValidateInResponseTo.always,
    cacheProvider: {
      saveAsync: () => Promise.resolve(null),
      getAsync: (id) => Promise.resolve(known.get(id) ?? null),
      removeAsync: (id) => Promise.resolve(id),
    },
  });
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
    return profile !== null;
  } catch {
    return false;
  }
}
