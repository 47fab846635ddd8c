import assert from "node:assert/strict";
import { METHODS } from "@/lib/identity/methods/methods.ts";
import { central, useMethods } from "@/tests/support/central_method.ts";
import { detailText, methodsText } from "./audit_words.ts";

Deno.test("methodsText() says how somebody was recognised, by a new method under its name", () => {
  useMethods(central);
  assert.equal(methodsText("pwd otp"), "password, authenticator app");
  assert.equal(methodsText("email saml mfa"), "mail, SAML, more than one factor");
  assert.equal(methodsText(`handoff ${central.recognition}`), `sign-up, ${central.name}`);
  assert.equal(methodsText("gone"), "gone", "of an installation that had more");
  for (const { recognition } of METHODS) assert.notEqual(methodsText(recognition), "", recognition);
});

Deno.test("detailText() says what was shown in vain", () => {
  assert.equal(
    detailText({ method: "mail_code", because: "wrong_code" }),
    "Method: digits by mail, because: wrong code",
  );
  assert.equal(detailText({ method: "gone" }), "Method: gone");
});
