import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { METHODS } from "../methods/methods.ts";
import { BY_SEVERAL_FACTORS, BY_SIGN_UP } from "../verified_identity.ts";
import { hasOwnProof, provesMore } from "./what_was_shown.ts";

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

Deno.test("methods that leave the same word in a session are alike in what it counts for", () => {
  for (const [word, alike] of Map.groupBy(METHODS, (it) => it.recognition)) {
    assert.ok(word !== BY_SIGN_UP && word !== BY_SEVERAL_FACTORS, word);
    const counts = alike.map((it) => `${it.isStrong ?? false} ${it.needsConnection ?? false}`);
    assert.equal(new Set(counts).size, 1, word);
  }
  assert.equal(new Set(METHODS.map((it) => it.kind)).size, METHODS.length);
});
