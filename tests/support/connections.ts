import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { addConnection, type Draft } from "@/lib/identity/connections/add_connection.ts";
import { beginTestLogin, passTestLogin } from "@/lib/identity/connections/test_login.ts";
import { listConnections } from "@/lib/identity/connections/list_connections.ts";
import { enableConnection } from "@/lib/identity/connections/switch_connection.ts";
import { newId } from "@/lib/ids.ts";
import { addDomain } from "@/lib/tenancy/domains/add_domain.ts";
import type { Person } from "./cast.ts";
import { actorOf } from "./invitations.ts";

export { actorOf };

/** Of nobody. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIC9jCCAd6gAwIBAgIBATANBgkqhkiG9w0BAQsFADATMREwDwYDVQQDDAhpZHAu
dGVzdDAgFw0yNjExMjgwMTAxMzlaGA8yMTI2MTEwNDAxMDEzOVowEzERMA8GA1UE
AwwIaWRwLnRlc3QwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDU5aFk
AUpe3oZsXKXAoS8unO484jfwDHpqxrfJhrrjjCUDT83Q+z5khFCXx6TUHPK8ttA7
LjQ6ckZHx/ObsqU/OmguGurb5em/vLMR7jg5J4wIR+uGcuy/1MXp0llzN3F+++a6
ogbjhnuVRW4f+iSHG7pKVP76cKOcvtRh73yRJQsAORvHmIV71MYeIs0M1qdAxPL1
1G5Pwf3eaCxYA1Fz7w0Phjb0AVmKj2g33Z2c8IWterHrjBAsR69dhG88pVIpMs9h
w8ifKF39V9DwYaDobr2N+Z6OgktCUwM5fopfsq10J7v+vLLCEUtPqG8Ra6FZdLwy
uDN5pM9+vy2+OBGrAgMBAAGjUzBRMB0GA1UdDgQWBBR24ih25Np0AF0iZlPuD4Iq
4y99hTAfBgNVHSMEGDAWgBR24ih25Np0AF0iZlPuD4Iq4y99hTAPBgNVHRMBAf8E
BTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQDEiCS/COCkwZtsLyUzst3k/z1/q9Cv
vL4qfIQx/QTNKV8tJPHRX+q14iVsNFxVNkCwbb6aFR2/tyKAW6YG4/EgKdp9ccyw
thTCGmFv+zDFkYJs5LKMRLFAorr/DXIM8xk1A35KtOLcXEdJfQl7l+MvRBZMHvxa
NSH9WAl1IZzCOgt+i9pn6abrgW3wLSLZRyGb7+SK5yPeYiz8qHY9Z3Na6Ymw57kC
FT2yyVDVWPkAVbqWmv2L9tfKCChcmH8MD4f98eT6Q1f6msi2G9pcY+/U7R+tvRGh
SAFYraPYU/j0Qe+ncv2VYnGqUtceoFoOx/mGndpkRVgrj4UK9ShpWii5
-----END CERTIFICATE-----
`;

export const SECRET = "a client secret that nobody may see";

export const OIDC_DRAFT: Draft = {
  kind: "oidc",
  name: "Okta",
  settings: {
    issuer: "https://acme.okta.test",
    clientId: "rowhouse",
    scopes: ["email"],
    groupsClaim: "groups",
  },
  clientSecret: SECRET,
};

export const SAML_DRAFT: Extract<Draft, { kind: "saml" }> = {
  kind: "saml",
  name: "Entra ID",
  settings: {
    entityId: "https://idp.test/metadata",
    ssoUrl: "https://idp.test/sso",
    certificates: [CERTIFICATE],
    allowsIdpInitiated: false,
  },
};

/** A connection as the person adds it. @returns its id. */
export async function makeConnection(
  person: Person,
  draft: Draft = OIDC_DRAFT,
  now = new Date(),
): Promise<string> {
  const connectionId = newId();
  const added = await addConnection(person.tenant.id, { connectionId, draft, actor: actorOf(person), now });
  assert(added.ok);
  return connectionId;
}

/** As if a test login had worked. @param before what happens between its beginning and its end. */
export async function passTest(
  person: Person,
  connectionId: string,
  now = new Date(),
  before = () => Promise.resolve(),
): Promise<void> {
  const { id: tenantId } = person.tenant;
  const { revision } = (await listConnections(tenantId)).find((it) => it.id === connectionId)!;
  const [loginId, runBy] = [newId(), actorOf(person)];
  await asTenant(tenantId, (tx) => beginTestLogin(tx, { connectionId, loginId, revision, runBy, now }));
  await before();
  const outcome = { issuer: "https://idp.test", subject: "1", person: null, role: null };
  await asTenant(tenantId, (tx) => passTestLogin(tx, { loginId, claims: { sub: "1" }, outcome, runBy }));
}

/** A connection that was added, tested and enabled. @returns its id. */
export async function makeEnabledConnection(
  person: Person,
  draft = OIDC_DRAFT,
  now = new Date(),
): Promise<string> {
  const connectionId = await makeConnection(person, draft, now);
  await passTest(person, connectionId, now);
  const enabled = await enableConnection(person.tenant.id, { connectionId, actor: actorOf(person), now });
  assert(enabled.ok);
  return connectionId;
}

/** As if DNS had shown the record. @returns its id. */
export async function makeProvenDomain(person: Person, typed: string, now = new Date()): Promise<string> {
  const { tenant } = person;
  const added = await addDomain(tenant.id, { typed, actor: actorOf(person), now });
  assert(added.ok);
  await asTenant(tenant.id, async (tx) => {
    const row = await tx.row<
      { claimed: boolean }
    >`select gate.claim_domain(${added.domain}, ${now}) as claimed`;
    assert(row?.claimed);
    await tx.count`
      update sso_domains set proven_at = ${now} where tenant_id = ${tx.tenantId} and id = ${added.id}`;
  });
  return added.id;
}
