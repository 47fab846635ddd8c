import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { actorOf, makeConnection, OIDC_DRAFT, SECRET } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addConnection, type Draft, MOST_CONNECTIONS } from "./add_connection.ts";
import { changeConnection } from "./change_connection.ts";
import { deleteConnection } from "./delete_connection.ts";
import { findConnection } from "./find_connection.ts";
import { listConnections } from "./list_connections.ts";

const now = new Date();

const SAML_DRAFT: Draft = {
  kind: "saml",
  name: "Entra ID",
  settings: {
    entityId: "https://idp.test/metadata",
    ssoUrl: "https://idp.test/sso",
    certificates: ["-----BEGIN CERTIFICATE-----"],
    allowsIdpInitiated: false,
    metadataUrl: "https://idp.test/metadata",
  },
};
const AUTH0_DRAFT: Draft = { kind: "auth0", name: "Auth0", settings: { organizationId: newOrganization() } };

Deno.test("addConnection() keeps a draft, which findConnection() gives back whole", async () => {
  const { ada } = await makeCast();
  const tenantId = ada.tenant.id;
  const id = await makeConnection(ada);
  const { kind, name, settings } = OIDC_DRAFT;
  assert.deepEqual(await findConnection(tenantId, id), {
    id,
    tenantId,
    kind,
    name,
    ...settings,
    clientSecret: SECRET,
  });
  const [listed] = await listConnections(tenantId);
  assert.deepEqual([listed.state, listed.revision, listed.people], ["draft", 1, 0]);
  assert.deepEqual([listed.joinsPeople, listed.defaultRole, listed.appliesGroups], [
    true,
    "read_only",
    false,
  ]);
});

for (const draft of [SAML_DRAFT, AUTH0_DRAFT]) {
  Deno.test(`findConnection() gives a ${draft.kind} connection as its method wants it`, async () => {
    const { ada } = await makeCast();
    const id = await makeConnection(ada, draft);
    const { metadataUrl: _, ...settings } = { metadataUrl: "", ...draft.settings };
    const { kind, name } = draft;
    assert.deepEqual(await findConnection(ada.tenant.id, id), {
      id,
      tenantId: ada.tenant.id,
      kind,
      name,
      ...settings,
    });
  });
}

Deno.test("the secret is in no list, no audit entry and not readable in its row", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  const { rows } = await asSuperuser((client) =>
    client.query("select * from pooled.sso_connections where id = $1", [id])
  );
  const seen = [await listConnections(ada.tenant.id), await listEntries(ada.tenant.id), rows];
  assert.ok(!JSON.stringify(seen).includes(SECRET));
});

Deno.test("a secret that was copied into the row of another connection stays shut", async () => {
  const { ada } = await makeCast();
  const [one, other] = [await makeConnection(ada), await makeConnection(ada)];
  await asSuperuser((client) =>
    client.query(
      `update pooled.sso_connections set sealed_secret =
         (select sealed_secret from pooled.sso_connections where id = $1) where id = $2`,
      [one, other],
    )
  );
  await assert.rejects(findConnection(ada.tenant.id, other), { name: "VaultError", reason: "not_authentic" });
});

Deno.test("addConnection() keeps a form that is sent twice once, and takes no id of another tenant", async () => {
  const { ada, max } = await makeCast();
  const connectionId = await makeConnection(ada);
  for (const person of [ada, max]) {
    const again = await addConnection(person.tenant.id, {
      connectionId,
      draft: OIDC_DRAFT,
      actor: actorOf(person),
      now,
    });
    assert.deepEqual(again, { ok: false, reason: "added_before" });
  }
  assert.equal((await listConnections(ada.tenant.id)).length, 1);
  assert.equal((await listConnections(max.tenant.id)).length, 0);
  assert.equal(await findConnection(max.tenant.id, connectionId), undefined);
});

Deno.test("addConnection() keeps ten, and no more", async () => {
  const { ada } = await makeCast();
  for (let nth = 0; nth < MOST_CONNECTIONS; nth++) await makeConnection(ada);
  const refused = await addConnection(ada.tenant.id, {
    connectionId: newId(),
    draft: OIDC_DRAFT,
    actor: actorOf(ada),
    now,
  });
  assert.deepEqual(refused, { ok: false, reason: "too_many_connections" });
});

Deno.test("of ten connections that name one Auth0 organization at once, in two houses, one is kept", async () => {
  const { ada, max } = await makeCast();
  const organizationId = newOrganization();
  const add = (person: Person) => {
    const draft: Draft = { kind: "auth0", name: "Auth0", settings: { organizationId } };
    const connectionId = newId();
    return addConnection(person.tenant.id, { connectionId, draft, actor: actorOf(person), now });
  };
  const people = Array.from({ length: 10 }, (_, index) => index % 2 === 0 ? ada : max);
  const added = await Promise.all(people.map(add));
  assert.deepEqual(added.map((it) => it.ok || it.reason).sort(), [
    ...Array(9).fill("organization_taken"),
    true,
  ]);
  const kept = await Promise.all([ada, max].map((it) => listConnections(it.tenant.id)));
  assert.equal(kept.flat().length, 1);
});

Deno.test("an Auth0 organization is free again when its connection names another, or is deleted", async () => {
  const { ada, max } = await makeCast();
  const [first, second] = [newOrganization(), newOrganization()];
  const auth0 = (organizationId: string): Draft => {
    return { kind: "auth0", name: "Auth0", settings: { organizationId } };
  };
  const add = async (person: Person, organizationId: string) => {
    const connectionId = newId();
    const draft = auth0(organizationId);
    const added = await addConnection(person.tenant.id, { connectionId, draft, actor: actorOf(person), now });
    return { connectionId, outcome: added.ok || added.reason };
  };
  const { connectionId } = await add(ada, first);
  const change = (organizationId: string) =>
    changeConnection(ada.tenant.id, {
      connectionId,
      kind: "auth0",
      settings: { organizationId },
      actor: actorOf(ada),
      now,
    });
  assert.deepEqual(await change(first), { ok: true }, "its own stays its own");
  assert.deepEqual(await change(second), { ok: true });
  const theirs = await add(max, first);
  assert.equal(theirs.outcome, true);
  assert.deepEqual(await change(first), { ok: false, reason: "organization_taken" });
  assert.equal((await add(max, second)).outcome, "organization_taken", "what was named stays named");
  await deleteConnection(max.tenant.id, { connectionId: theirs.connectionId, actor: actorOf(max) });
  assert.deepEqual(await change(first), { ok: true });
});

function newOrganization(): string {
  return `org_${newId().replaceAll("-", "")}`;
}
