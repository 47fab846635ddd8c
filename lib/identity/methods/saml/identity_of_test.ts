import assert from "node:assert/strict";
import { FORMAT, HONEST_NAME, IDP, SP } from "@/tests/support/saml_forge.ts";
import { ENTRA, GOOGLE, OKTA } from "@/tests/support/saml_honest.ts";
import { identityOf } from "./identity_of.ts";
import type { Statement } from "./read_assertion.ts";

const AT = new Date("2026-11-28T10:00:00Z");

function statement(attributes: Record<string, string[]>, changed: Partial<Statement> = {}): Statement {
  return {
    assertionId: "_a",
    issuer: IDP,
    name: { value: "00u1", format: FORMAT.unspecified },
    authenticatedAt: AT,
    contexts: ["urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"],
    attributes: new Map(Object.entries(attributes)),
    until: AT,
    ...changed,
  };
}

function identity(it: Statement, groupsAttribute?: string) {
  return identityOf(it, { recognition: "saml", connectionId: "c1", serviceProvider: SP, groupsAttribute });
}

Deno.test("identityOf() is keyed by issuer and name, and verifies no address", () => {
  const { issuer, subject, connectionId, emailVerified, methods, authenticatedAt } = identity(
    statement(OKTA),
  );
  assert.deepEqual(
    { issuer, subject, connectionId, emailVerified, methods, authenticatedAt },
    {
      issuer: IDP,
      subject: "unspecified:00u1",
      connectionId: "c1",
      emailVerified: false,
      methods: ["saml"],
      authenticatedAt: AT,
    },
  );
});

Deno.test("identityOf() finds address and name in what Okta, Entra and Google send", () => {
  for (
    const [attributes, name] of [[OKTA, "Ada Lovelace"], [ENTRA, "Ada Lovelace"], [
      GOOGLE,
      "Ada Lovelace",
    ]] as const
  ) {
    const found = identity(statement(attributes));
    assert.deepEqual([found.email, found.name], [HONEST_NAME, name]);
  }
});

Deno.test("identityOf() takes a name that is an address for one, and no other", () => {
  const named = (value: string, format: string) => identity(statement({}, { name: { value, format } })).email;
  assert.equal(named(HONEST_NAME, FORMAT.email), HONEST_NAME);
  assert.equal(named(HONEST_NAME, FORMAT.unspecified), undefined);
  assert.equal(named("ada@acme.test, max@globex.test", FORMAT.email), undefined);
});

Deno.test("identityOf() takes no list of addresses for one", () => {
  assert.equal(identity(statement({ email: ["ada@acme.test,max@globex.test"] })).email, undefined);
});

Deno.test("identityOf() lists groups only by the attribute that the connection names", () => {
  assert.equal(identity(statement(OKTA)).groups, undefined);
  assert.deepEqual(identity(statement(OKTA), "groups").groups, ["Admins", "Everyone"]);
  assert.deepEqual(identity(statement(OKTA), "Groups").groups, []);
});

Deno.test("identityOf() knows when more than a password was asked for", () => {
  const refeds = statement({}, { contexts: ["https://refeds.org/profile/mfa"] });
  assert.deepEqual(identity(refeds).methods, ["saml", "mfa"]);
  const entra = statement({
    "http://schemas.microsoft.com/claims/authnmethodsreferences": [
      "http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password",
      "http://schemas.microsoft.com/claims/multipleauthn",
    ],
  });
  assert.deepEqual(identity(entra).methods, ["saml", "mfa"]);
});

Deno.test("identityOf() keeps a name on one line and short", () => {
  assert.equal(identity(statement({ name: [`Ada\n\tLovelace`] })).name, "Ada Lovelace");
  assert.equal(identity(statement({ name: ["x".repeat(200)] })).name!.length, 80);
  assert.equal(identity(statement({ name: ["\n"] })).name, undefined);
});

Deno.test("identityOf() shows all that was said, whatever it was called", () => {
  const { claims } = identity(statement({ __proto__x: ["1"], constructor: ["2"] }));
  assert.deepEqual(JSON.parse(JSON.stringify(claims)).attributes, { __proto__x: ["1"], constructor: ["2"] });
});
