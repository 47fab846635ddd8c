import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { makeConnection, makeEnabledConnection, makeProvenDomain } from "@/tests/support/connections.ts";
import { findEntrant } from "./find_entrant.ts";

Deno.test("an account at Google counts for the organization that Google names, not for the address alone", async () => {
  const { ada, acme } = await makeCast();
  const domain = `${acme.slug}.test`;
  await makeProvenDomain(ada, domain);
  const connectionId = await makeEnabledConnection(ada);
  const entrant = (claims: Record<string, unknown>) =>
    asTenant(acme.id, (tx) =>
      findEntrant(tx, {
        connectionId,
        identity: {
          issuer: "https://accounts.google.com",
          subject: "1",
          email: `newcomer@${domain}`,
          emailVerified: true,
          methods: ["oidc"],
          claims,
        },
      }));
  assert.deepEqual(await entrant({}), { ok: false, reason: "outside_domains" });
  assert.deepEqual(await entrant({ hd: "elsewhere.test" }), { ok: false, reason: "outside_domains" });
  assert.equal((await entrant({ hd: domain })).ok, true);
  for (const email_verified of [false, "false", "False", 0]) {
    const denied = await entrant({ hd: domain, email_verified });
    assert.deepEqual(denied, { ok: false, reason: "address_not_verified" }, String(email_verified));
  }
});

Deno.test("a draft brings in nobody but in a test", async () => {
  const { ada, acme } = await makeCast();
  const domain = `${acme.slug}.test`;
  await makeProvenDomain(ada, domain);
  const connectionId = await makeConnection(ada);
  const identity = {
    issuer: "https://idp.test",
    subject: "1",
    email: `newcomer@${domain}`,
    emailVerified: false,
    methods: ["saml" as const],
  };
  const entrant = (isTest: boolean) =>
    asTenant(acme.id, (tx) => findEntrant(tx, { connectionId, identity, isTest }));
  assert.deepEqual(await entrant(false), { ok: false, reason: "connection_closed" });
  assert.equal((await entrant(true)).ok, true);
});
