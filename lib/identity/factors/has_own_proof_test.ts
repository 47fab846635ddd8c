import assert from "node:assert/strict";
import { hasOwnProof } from "./has_own_proof.ts";

Deno.test("hasOwnProof() takes what is the person's, and no tenant's word for it", () => {
  const own = ["pwd", "handoff", "email", "otp", "recovery_code", "passkey", "google", "apple", "privy"];
  for (const it of own) {
    assert.equal(hasOwnProof({ recognitions: [it] }), true, it);
    assert.equal(hasOwnProof({ recognitions: ["saml", it] }), true, it);
  }
  for (const recognitions of [[], ["oidc"], ["saml"], ["auth0"], ["saml", "mfa"], ["oidc", "mfa", "auth0"]]) {
    assert.equal(hasOwnProof({ recognitions }), false, recognitions.join());
  }
});
