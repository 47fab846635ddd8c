import { asTenant } from "@/lib/db/as_tenant.ts";
import { addConnection, type Draft } from "@/lib/identity/connections/add_connection.ts";
import { listConnections } from "@/lib/identity/connections/list_connections.ts";
import { readOidcSettings, readSamlSettings } from "@/lib/identity/connections/read_draft.ts";
import { enableConnection } from "@/lib/identity/connections/switch_connection.ts";
import { beginTestLogin, passTestLogin } from "@/lib/identity/connections/test_login.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import { newId } from "@/lib/ids.ts";
import { findDemo } from "@/lib/onboarding/find_demo.ts";
import { addDomain } from "@/lib/tenancy/domains/add_domain.ts";
import type { Member } from "@/lib/tenancy/find_member.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { DEMO_CLIENT } from "@/sandbox/identity/openid/openid_provider.ts";

const DOMAIN = "acme.test";

type Demo = { tenantId: string; slug: string; owner: Member; people: Member[]; now: Date };
type Connected = { draft: Draft; issuer: string; subjectOf: (slug: string, name: string) => string };

/**
 * Connects Acme to the identity providers of the demo, by OpenID Connect and by SAML, with everybody known there and
 * `acme.test` as a domain of its own; a second start finds it. @returns whether anything was new.
 */
export async function seedDemoSignOn(identityUrl: string, now: Date): Promise<boolean> {
  const house = (await findDemo()).find((it) => it.slug === "acme");
  if (!house || (await listConnections(house.tenantId)).length > 0) return false;
  const { tenantId, slug } = house;
  const members = await listMembers(tenantId);
  const people = members.filter(({ email }) => house.people.some((it) => it.email === email));
  const owner = people.find((it) => it.role === "owner");
  if (!owner) return false;
  const demo = { tenantId, slug, owner, people, now };
  await proveDomain(demo);
  for (const connected of await providers(identityUrl, now)) await connect(demo, connected);
  return true;
}

/** As if DNS had shown the record: nobody looks daily for one that cannot be there. */
async function proveDomain({ tenantId, owner, now }: Demo) {
  const actor = actorOf(owner);
  const added = await addDomain(tenantId, { typed: DOMAIN, actor, now });
  if (!added.ok) return;
  await asTenant(tenantId, async (tx) => {
    const row = await tx.row<{ isOurs: boolean }>`select gate.claim_domain(${DOMAIN}, ${now}) as "isOurs"`;
    if (!row?.isOurs) return;
    await tx.count`
      update sso_domains set proven_at = ${now}, last_checked_at = ${now}
       where tenant_id = ${tx.tenantId} and id = ${added.id}`;
  });
}

async function providers(url: string, now: Date): Promise<Connected[]> {
  const [openid, saml] = await Promise.all([
    readOidcSettings({
      issuer: url,
      client_id: DEMO_CLIENT.id,
      scopes: ["email", "profile", "groups"],
      groups_claim: "groups",
    }, now),
    readSamlSettings({
      metadata_url: `${url}/saml/metadata`,
      metadata_xml: "",
      groups_attribute: "groups",
      allows_idp_initiated: false,
    }),
  ]);
  if (!openid.ok || !saml.ok) throw new Error(`Connecting the demo: ${JSON.stringify([openid, saml])}`);
  return [
    {
      draft: {
        kind: "oidc",
        name: "Demo provider",
        settings: openid.settings,
        clientSecret: DEMO_CLIENT.secret,
      },
      issuer: url,
      subjectOf: (slug, name) => `${slug}-${name.toLowerCase()}`,
    },
    {
      draft: { kind: "saml", name: "Demo provider by SAML", settings: saml.settings },
      issuer: saml.settings.entityId,
      subjectOf: (slug, name) => `persistent:${slug}-${name.toLowerCase()}`,
    },
  ];
}

async function connect(demo: Demo, { draft, issuer, subjectOf }: Connected) {
  const { tenantId, slug, owner, people, now } = demo;
  const [connectionId, loginId, actor] = [newId(), newId(), actorOf(owner)];
  await addConnection(tenantId, { connectionId, draft, actor, now });
  const { kind } = draft;
  await asTenant(tenantId, async (tx) => {
    for (const { id, userId, name, email } of people) {
      const identity = { issuer, subject: subjectOf(slug, name), email };
      await linkIdentity(tx, { kind, connectionId, identity, member: { id, userId, name }, now });
    }
    const [{ name, email, role }, subject] = [owner, subjectOf(slug, owner.name)];
    const person = { name, email, isNew: false };
    const outcome = { issuer, subject, email, name, person, role };
    await beginTestLogin(tx, { connectionId, loginId, revision: 1, runBy: actor, now });
    await passTestLogin(tx, {
      loginId,
      claims: { iss: issuer, sub: subject, email, name },
      outcome,
      runBy: actor,
    });
  });
  await enableConnection(tenantId, { connectionId, actor, now });
}

function actorOf({ userId, name }: Member) {
  return { kind: "member", id: userId, name } as const;
}
