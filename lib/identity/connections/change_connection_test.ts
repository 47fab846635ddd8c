import assert from "node:assert/strict";
import { atGate } from "@/lib/db/at_gate.ts";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import {
  actorOf,
  makeConnection,
  makeEnabledConnection,
  makeProvenDomain,
  OIDC_DRAFT,
  passTest,
} from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import type { Draft } from "./add_connection.ts";
import { changeConnection, keepCertificates, renameConnection, replaceSecret } from "./change_connection.ts";
import { deleteConnection } from "./delete_connection.ts";
import { findConnection } from "./find_connection.ts";
import { beginTestLogin, findTestLogin, passTestLogin, refuseTestLogin } from "./test_login.ts";
import { listConnections } from "./list_connections.ts";
import { disableConnection, enableConnection } from "./switch_connection.ts";

const now = new Date();
const { settings } = OIDC_DRAFT;
const SAML: Draft = {
  kind: "saml",
  name: "Entra ID",
  settings: {
    entityId: "https://idp.test/metadata",
    ssoUrl: "https://idp.test/sso",
    certificates: ["old"],
    allowsIdpInitiated: false,
  },
};

Deno.test("a connection is enabled only after a test of it as it stands", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  assert.deepEqual(await enable(ada, id), { ok: false, reason: "not_tested" });
  await passTest(ada, id);
  assert.equal((await the(ada, id)).state, "tested");
  await change(ada, id);
  assert.equal((await the(ada, id)).state, "draft");
  assert.deepEqual(await enable(ada, id), { ok: false, reason: "not_tested" });
  await passTest(ada, id);
  assert.deepEqual(await enable(ada, id), { ok: true });
  assert.equal((await the(ada, id)).state, "enabled");
});

Deno.test("a test that began before a change counts for nothing", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  await passTest(ada, id, now, async () => void await change(ada, id));
  assert.deepEqual(await enable(ada, id), { ok: false, reason: "not_tested" });
});

Deno.test("a test that was refused keeps why, and cannot work afterwards", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  const [loginId, runBy] = [newId(), actorOf(ada)];
  const outcome = { issuer: "https://idp.test", subject: "1", person: null, role: null };
  await asTenant(ada.tenant.id, async (tx) => {
    await beginTestLogin(tx, { connectionId: id, loginId, revision: 1, runBy, now });
    await refuseTestLogin(tx, { loginId, reason: "issuer", detail: "https://other.test" });
    await passTestLogin(tx, { loginId, claims: {}, outcome, runBy });
  });
  const test = await findTestLogin(ada.tenant.id, id);
  assert(test?.state === "refused");
  assert.deepEqual([test.refusedBecause, test.refusalDetail], ["issuer", "https://other.test"]);
  const { entries } = await listEntries(ada.tenant.id, { action: "connection.test_failed" });
  assert.deepEqual(entries.map((it) => [it.subjectId, it.actorName, it.detail.because]), [[
    id,
    "Ada",
    "issuer",
  ]]);
  assert.deepEqual(await enable(ada, id), { ok: false, reason: "not_tested" });
});

Deno.test("the database itself enables nothing untested, and enforces nothing disabled", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  for (const set of ["state = 'enabled'", "enforced_at = now(), enforced_by = id"]) {
    await assert.rejects(
      asSuperuser((client) => client.query(`update pooled.sso_connections set ${set} where id = $1`, [id])),
      { code: "23514" },
    );
  }
});

Deno.test("changeConnection() takes an enabled connection out until it is tested again", async () => {
  const { ada } = await makeCast();
  const id = await makeEnabledConnection(ada);
  assert.deepEqual(await change(ada, id), { ok: true });
  assert.deepEqual([(await the(ada, id)).state, (await the(ada, id)).revision], ["draft", 2]);
});

Deno.test("a new secret and new certificates leave an enabled connection open, and a tested one to be tested", async () => {
  const { ada } = await makeCast();
  const [open, waiting] = [await makeEnabledConnection(ada), await makeConnection(ada)];
  await passTest(ada, waiting);
  for (const connectionId of [open, waiting]) {
    const replaced = { connectionId, clientSecret: "the next one", actor: actorOf(ada), now };
    assert.deepEqual(await replaceSecret(ada.tenant.id, replaced), { ok: true });
    const found = await findConnection(ada.tenant.id, connectionId);
    assert.equal(found?.kind === "oidc" && found.clientSecret, "the next one");
  }
  assert.equal((await the(ada, open)).state, "enabled");
  assert.equal((await the(ada, waiting)).state, "draft");

  const saml = await makeEnabledConnection(ada, SAML);
  const rotation = { connectionId: saml, certificates: ["old", "new"], actor: actorOf(ada), now };
  assert.deepEqual(await keepCertificates(ada.tenant.id, rotation), { ok: true });
  const found = await findConnection(ada.tenant.id, saml);
  assert.deepEqual(found?.kind === "saml" && found.certificates, ["old", "new"]);
  assert.equal((await the(ada, saml)).state, "enabled");
  const none = { ...rotation, certificates: [] };
  assert.deepEqual(await keepCertificates(ada.tenant.id, none), { ok: false, reason: "none_left" });
  const other = { ...rotation, connectionId: open };
  assert.deepEqual(await keepCertificates(ada.tenant.id, other), { ok: false, reason: "not_found" });
  assert.equal(
    (await replaceSecret(ada.tenant.id, { connectionId: saml, clientSecret: "x", actor: actorOf(ada), now }))
      .ok,
    false,
  );
});

Deno.test("nothing of a connection is changed from another tenant", async () => {
  const { ada, max } = await makeCast();
  const id = await makeEnabledConnection(ada);
  const [tenantId, actor] = [max.tenant.id, actorOf(max)];
  const answers = [
    await change(max, id),
    await enable(max, id),
    await disableConnection(tenantId, { connectionId: id, actor, now }),
    await deleteConnection(tenantId, { connectionId: id, actor }),
    await renameConnection(tenantId, { connectionId: id, name: "Mine", actor }),
    await replaceSecret(tenantId, { connectionId: id, clientSecret: "mine", actor, now }),
  ];
  for (const answer of answers) assert.deepEqual(answer, { ok: false, reason: "not_found" });
  assert.equal((await the(ada, id)).name, "Okta");
});

Deno.test("disableConnection() closes what is enabled, and it can be enabled again as it was tested", async () => {
  const { ada } = await makeCast();
  const id = await makeConnection(ada);
  const disable = () => disableConnection(ada.tenant.id, { connectionId: id, actor: actorOf(ada), now });
  assert.deepEqual(await disable(), { ok: false, reason: "not_enabled" });
  await passTest(ada, id);
  await enable(ada, id);
  assert.deepEqual(await disable(), { ok: true });
  assert.equal((await the(ada, id)).state, "disabled");
  assert.deepEqual(await enable(ada, id), { ok: true });
});

Deno.test("a domain leads to the one enabled connection, to the door where there are several, and nowhere without", async () => {
  const { ada } = await makeCast();
  const domain = `d${newId().slice(-12)}.test`;
  await makeProvenDomain(ada, domain);
  const door = async () =>
    (await atGate(sql`select slug, connection_id as "connectionId" from gate.find_sso_door(${domain})`))[0];
  assert.equal(await door(), undefined);
  const one = await makeEnabledConnection(ada);
  assert.deepEqual(await door(), { slug: ada.tenant.slug, connectionId: one });
  const other = await makeEnabledConnection(ada);
  assert.deepEqual(await door(), { slug: ada.tenant.slug, connectionId: null });
  await disableConnection(ada.tenant.id, { connectionId: one, actor: actorOf(ada), now });
  assert.deepEqual(await door(), { slug: ada.tenant.slug, connectionId: other });
  await deleteConnection(ada.tenant.id, { connectionId: other, actor: actorOf(ada) });
  assert.equal(await door(), undefined);
});

Deno.test("deleteConnection() takes its links along, and no others", async () => {
  const { ada, ben } = await makeCast();
  const [gone, kept] = [await makeEnabledConnection(ada), await makeEnabledConnection(ada)];
  for (const id of [gone, kept]) {
    await asTenant(ada.tenant.id, (tx) =>
      tx.rows`
      select gate.link_identity(${newId()}, 'oidc', ${id}, 'https://idp.test', 'ben', ${ben.userId}, ${ben.email}, ${now})`);
  }
  assert.deepEqual((await listConnections(ada.tenant.id)).map((it) => it.people), [1, 1]);
  assert.deepEqual(await deleteConnection(ada.tenant.id, { connectionId: gone, actor: actorOf(ada) }), {
    ok: true,
  });
  assert.deepEqual((await listConnections(ada.tenant.id)).map((it) => [it.id, it.people]), [[kept, 1]]);
});

function change({ tenant, ...person }: Person, connectionId: string) {
  const issuer = "https://other.test";
  const actor = actorOf({ tenant, ...person });
  return changeConnection(tenant.id, {
    connectionId,
    kind: "oidc",
    settings: { ...settings, issuer } as Parameters<typeof changeConnection>[1]["settings"],
    actor,
    now,
  });
}

function enable(person: Person, connectionId: string) {
  return enableConnection(person.tenant.id, { connectionId, actor: actorOf(person), now });
}

async function the({ tenant }: Person, id: string) {
  return (await listConnections(tenant.id)).find((it) => it.id === id)!;
}
