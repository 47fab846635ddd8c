import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { disconnectIdentity } from "./disconnect_identity.ts";
import { keepWallets } from "./keep_wallets.ts";
import { linkIdentity } from "./link_identity.ts";
import { listIdentities } from "./list_identities.ts";

const now = new Date();
const WALLETS = [{ chain: "ethereum", address: "0xa" }, { chain: "solana", address: "b" }];

Deno.test("disconnectIdentity() ends a link in every house, with its wallets", async () => {
  const { ada } = await makeCast();
  const identity = await linked(ada);
  await asTenant(ada.tenant.id, (tx) => keepWallets(tx, { identity, userId: ada.userId, now }));
  const [{ id }] = await listIdentities(ada.tenant.id, ada.userId);
  assert.deepEqual(await disconnect(ada, id), { ok: true });
  assert.deepEqual(await listIdentities(ada.tenant.id, ada.userId), []);
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.wallets where link_id = $1", [id])
  );
  assert.equal(rows.length, 0);
});

Deno.test("disconnectIdentity() finds nothing of another person, and nothing that is not there", async () => {
  const { ada, ben, max } = await makeCast();
  await linked(ada);
  const [{ id }] = await listIdentities(ada.tenant.id, ada.userId);
  for (const other of [ben, max]) {
    assert.deepEqual(await disconnect(other, id), { ok: false, reason: "not_found" });
  }
  assert.deepEqual(await disconnect(ada, newId()), { ok: false, reason: "not_found" });
  // The link is right and the person, but not from a house where she does not live.
  assert.deepEqual(await disconnect({ ...ada, tenant: max.tenant }, id), { ok: false, reason: "not_found" });
});

Deno.test("disconnectIdentity() leaves what a connection of the house vouches for", async () => {
  const { ada } = await makeCast();
  const connectionId = newId();
  await linked(ada, { connectionId });
  const [{ id }] = await listIdentities(ada.tenant.id, ada.userId);
  assert.deepEqual(await disconnect(ada, id), { ok: false, reason: "not_found" });
});

Deno.test("disconnectIdentity() keeps the last way in, also of two that go at once", async () => {
  const { ada } = await makeCast();
  await asSuperuser((client) =>
    client.query("delete from platform.passwords where user_id = $1", [ada.userId])
  );
  await linked(ada);
  await linked(ada);
  const both = await listIdentities(ada.tenant.id, ada.userId);
  const ended = await Promise.all(both.map(({ id }) => disconnect(ada, id)));
  assert.deepEqual(ended.map((it) => it.ok).sort(), [false, true]);
  assert.ok(ended.some((it) => !it.ok && it.reason === "last_way_in"));
  assert.equal((await listIdentities(ada.tenant.id, ada.userId)).length, 1);
});

Deno.test("keepWallets() puts what was told last in the place of what was told before", async () => {
  const { ada } = await makeCast();
  const identity = await linked(ada);
  const kept = async (wallets: typeof WALLETS | undefined) => {
    await asTenant(
      ada.tenant.id,
      (tx) => keepWallets(tx, { identity: { ...identity, wallets }, userId: ada.userId, now }),
    );
    return (await listIdentities(ada.tenant.id, ada.userId))[0].wallets;
  };
  assert.deepEqual(await kept(WALLETS), WALLETS);
  assert.deepEqual(await kept([WALLETS[1], WALLETS[1]]), [WALLETS[1]], "The same one twice is one");
  assert.deepEqual(await kept(undefined), [WALLETS[1]], "A provider that speaks of none");
  assert.deepEqual(await kept([]), []);
});

Deno.test("keepWallets() keeps nothing for somebody of another house, or by another's identity", async () => {
  const { ada, ben, max } = await makeCast();
  const identity = await linked(ada);
  await asTenant(max.tenant.id, (tx) => keepWallets(tx, { identity, userId: ada.userId, now }));
  await asTenant(ben.tenant.id, (tx) => keepWallets(tx, { identity, userId: ben.userId, now }));
  assert.deepEqual((await listIdentities(ada.tenant.id, ada.userId))[0].wallets, []);
});

Deno.test("listIdentities() shows a house nothing of who does not live there, nor another house's connections", async () => {
  const { ada, max } = await makeCast();
  await linked(ada);
  assert.deepEqual(await listIdentities(max.tenant.id, ada.userId), []);
});

async function linked({ tenant, ...member }: Person, { connectionId }: { connectionId?: string } = {}) {
  const identity = {
    issuer: "privy.io",
    subject: `did:privy:${newId()}`,
    email: member.email,
    wallets: WALLETS,
  };
  const kind = connectionId ? "oidc" : "privy";
  const outcome = await asTenant(
    tenant.id,
    (tx) => linkIdentity(tx, { kind, connectionId, identity, member, now }),
  );
  assert.ok(outcome.ok);
  return identity;
}

function disconnect(person: Person, identityId: string) {
  const { tenant, id, userId, name, email } = person;
  const actor = { kind: "member", id: userId, name } as const;
  const securityUrl = `${tenant.origin}/security/identities`;
  return disconnectIdentity(tenant.id, {
    identityId,
    member: { id, userId, name, email },
    securityUrl,
    actor,
  });
}
