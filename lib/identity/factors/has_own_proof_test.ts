import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { METHODS } from "../methods/methods.ts";
import { hasOwnProof, provesMore } from "./has_own_proof.ts";

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

Deno.test("provesMore() takes for strong what the database does, whatever methods there are", async () => {
  for (const it of ["mfa", "handoff", ...METHODS.map(({ recognition }) => recognition)]) {
    const { rows } = await asSuperuser((client) =>
      client.query("select platform.is_strong(array[$1]) as strong", [it])
    );
    assert.equal(provesMore({ recognitions: [it] }), rows[0].strong, it);
  }
});
