import assert from "node:assert/strict";
import { identityOf } from "./identity_of.ts";

const PROVIDER = { recognition: "oidc", connectionId: "con_1", groupsClaim: "groups" };

Deno.test("identityOf() takes what is no address, no name and no group for unsaid", () => {
  const odd = ["", "  ", 7, null, {}, "a\u0000b", "a\nb", "x".repeat(300)];
  for (const claim of odd) {
    const { email, name, groups } = identify({ email: claim, name: claim, groups: claim });
    assert.deepEqual([email, name, groups], [undefined, undefined, []], JSON.stringify(claim));
  }
  assert.equal(identify({ email: "ada@acme.test, max@globex.test" }).email, undefined);
  assert.equal(identify({ email: " Ada@Acme.test " }).email, "ada@acme.test");
});

Deno.test("identityOf() reads groups as a list or as one, of the claim that the connection names", () => {
  assert.deepEqual(identify({ groups: "finance" }).groups, ["finance"]);
  assert.deepEqual(identify({ groups: ["finance", 7, null, "it"] }).groups, ["finance", "it"]);
  const unnamed = { ...PROVIDER, groupsClaim: undefined };
  assert.equal(identityOf(claims({ groups: ["x"] }), unnamed).groups, undefined);
  const many = Array.from({ length: 1_000 }, (_, index) => `group ${index}`);
  assert.equal(identify({ groups: many }).groups?.length, 500);
});

Deno.test("identityOf() believes a house's own provider that it asked for several factors, and no other", () => {
  assert.deepEqual(identify({ amr: ["pwd", "mfa"] }).methods, ["oidc", "mfa"]);
  assert.deepEqual(identify({ amr: "mfa" }).methods, ["oidc"]);
  const everybodys = { recognition: "google" };
  assert.deepEqual(identityOf(claims({ amr: ["mfa"] }), everybodys).methods, ["google"]);
});

Deno.test("identityOf() shows the claims without those of the protocol", () => {
  const { claims: shown } = identify({ nonce: "n", at_hash: "h", c_hash: "h", hd: "acme.test" });
  assert.deepEqual(shown, { iss: "https://idp.test", sub: "ada", hd: "acme.test" });
});

function identify(of: Record<string, unknown>) {
  return identityOf(claims(of), PROVIDER);
}

function claims(of: Record<string, unknown>) {
  return { iss: "https://idp.test", sub: "ada", ...of };
}
