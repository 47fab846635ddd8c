import assert from "node:assert/strict";
import { type FactorChange, factorChanged } from "./factor_changed.ts";

const ADA = { name: "Ada", tenantName: "Acme", securityUrl: "https://acme.rowhouse.test/security" };

Deno.test("factorChanged() says what happened, to what, where, and what to do if it was somebody else", () => {
  const said: Record<FactorChange, RegExp> = {
    authenticator_added: /the authenticator app “Phone” was added to your sign-in at Acme\./,
    authenticator_removed: /the authenticator app “Phone” was removed from your sign-in at Acme\./,
    passkey_added: /the passkey “Phone” was added to your sign-in at Acme\. It opens your houses/,
    passkey_removed: /the passkey “Phone” was removed from your sign-in at Acme\./,
    passkey_copied: /with the passkey “Phone”, and it looks like a copy/,
    recovery_codes_made: /new recovery codes were made at Acme\. Those from before do not work/,
    recovery_code_used: /somebody signed in as you at Acme with one of your recovery codes\./,
    factors_reset: /an owner or admin has reset your second factors at Acme/,
  };
  const subjects = Object.entries(said).map(([change, words]) => {
    const { subject, text } = factorChanged({
      ...ADA,
      change: change as FactorChange,
      called: "Phone",
      codesLeft: 7,
    });
    assert.match(text, words);
    assert.match(text, /If it was not, somebody else knows how to sign in as you/);
    return subject;
  });
  assert.equal(new Set(subjects).size, subjects.length);
});

Deno.test("factorChanged() counts the recovery codes that are left, and warns when they are few", () => {
  const used = (codesLeft: number) => factorChanged({ ...ADA, change: "recovery_code_used", codesLeft });
  assert.match(used(7).text, /7 codes are left\.\n/);
  assert.equal(used(7).subject, "A recovery code was used");
  assert.match(used(3).text, /3 codes are left\. Make new codes soon\./);
  assert.equal(used(3).subject, "A recovery code was used, and few are left");
  assert.match(used(1).text, /One code is left\. Make new codes soon\./);
  assert.match(used(0).text, /It was the last one\. Make new codes today/);
});
