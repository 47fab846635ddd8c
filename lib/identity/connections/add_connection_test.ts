import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { actorOf, makeConnection, OIDC_DRAFT, SECRET } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addConnection, type Draft, MOST_CONNECTIONS } from "./add_connection.ts";
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
const AUTH0_DRAFT: Draft = { kind: "auth0", name: "Auth0", settings: { organizationId: "org_1" } };

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
