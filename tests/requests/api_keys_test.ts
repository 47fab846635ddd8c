import assert from "node:assert/strict";
import { findApiKey } from "@/lib/identity/find_api_key.ts";
import { listApiKeys } from "@/lib/identity/list_api_keys.ts";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { changeRole } from "@/lib/tenancy/membership/change_role.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { makeRole } from "@/tests/support/invitations.ts";
import { makeKey } from "@/tests/support/keys.ts";

const app = await startApp();
const { acme, globex, ada } = await makeCast();
const owner = await sessionFor(ada);
const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
const now = new Date("2026-11-14T09:41:00Z");

Deno.test("the page of a revoked key says when and by whom it was revoked", async () => {
  const { id: keyId } = await makeKey(acme.id, { name: "Old shop", actor, now });
  const path = `/api-keys/${publicId("key", keyId)}/revocation`;
  assert.match(await (await app.ask(acme.origin, path, { as: owner })).text(), /Revoke “Old shop”\?/);
  await revokeApiKey(acme.id, { keyId, actor, now });
  const res = await app.ask(acme.origin, path, { as: owner });
  assert.equal(res.status, 200);
  const html = await res.text();
  assert.match(html, /“Old shop” is revoked/);
  assert.match(html, /Ada[^<]* revoked this key/);
  assert.match(html, /dateTime="2026-11-14T09:41:00.000Z"/i);
  assert.doesNotMatch(html, /Revoke the key/);
});

Deno.test("there is no page for a key that is unknown here", async () => {
  const { id } = await makeKey(globex.id, { name: "Next door", actor, now });
  for (const unknown of [publicId("key", newId()), publicId("key", id), "key_nonsense"]) {
    const res = await app.ask(acme.origin, `/api-keys/${unknown}/revocation`, { as: owner });
    assert.equal(res.status, 404, unknown);
  }
});

Deno.test("the page of a key saves its name and limits, and keeps what was typed where something is wrong", async () => {
  const { id } = await makeKey(acme.id, { name: "Till", actor, now });
  const path = `/api-keys/${publicId("key", id)}`;
  const wrong = await app.ask(acme.origin, path, {
    as: owner,
    form: { name: "Shop", per_minute: "many", allowed_networks: "office" },
  });
  assert.equal(wrong.status, 422);
  const html = await wrong.text();
  assert.match(html, /id="per_minute-error"[^>]*>Use a whole number from 1 to 30000/);
  assert.match(html, /“office” is no address or network/);
  assert.match(html, /value="many"/);
  const form = { name: "Shop", per_minute: "60", allowed_networks: "203.0.113.9/24\r\n" };
  const saved = await app.ask(acme.origin, path, { as: owner, form });
  assert.equal(saved.headers.get("location"), `${path}?notice=key-changed`);
  const after = await (await app.ask(acme.origin, path, { as: owner })).text();
  assert.match(after, /value="60"/);
  assert.match(after, />203\.0\.113\.0\/24<\/textarea>/);
});

Deno.test("a key changes its secret on its page once, and shows the new one once", async () => {
  const { id } = await makeKey(acme.id, { name: "Till", actor, now });
  const path = `/api-keys/${publicId("key", id)}/rotation`;
  const form = { secret_number: "1", overlap_days: "3" };
  const made = await (await app.ask(acme.origin, path, { as: owner, form })).text();
  assert.match(made, /rh_[0-9A-Za-z]{49}/);
  assert.match(made, /The old secret[^.]*works until/);
  const again = await (await app.ask(acme.origin, path, { as: owner, form })).text();
  assert.match(again, /The secret was changed before/);
  assert.doesNotMatch(again, /rh_[0-9A-Za-z]{49}/);
  const tooLong = await app.ask(acme.origin, path, {
    as: owner,
    form: { secret_number: "2", overlap_days: "8" },
  });
  assert.equal(tooLong.status, 422);
});

Deno.test("a revoked or expired key has no page for a new secret", async () => {
  const revoked = await makeKey(acme.id, { name: "Till", actor, now });
  await revokeApiKey(acme.id, { keyId: revoked.id, actor, now });
  const expired = await makeKey(acme.id, { name: "Fair", actor, now, expiresAt: now });
  for (const { id } of [revoked, expired]) {
    const path = `/api-keys/${publicId("key", id)}`;
    for (const form of [undefined, { secret_number: "1", overlap_days: "1" }]) {
      const res = await app.ask(acme.origin, `${path}/rotation`, { as: owner, form });
      assert.deepEqual([res.status, res.headers.get("location")], [303, path]);
    }
  }
});

Deno.test("the form for a new key says beside the boxes that one has to be ticked", async () => {
  const res = await app.ask(acme.origin, "/api-keys", {
    as: owner,
    form: { name: "Till", scopes: "chosen" },
  });
  assert.equal(res.status, 422);
  assert.match(await res.text(), /id="scopes-error"[^>]*>Choose at least one/);
  const form = { name: "Till", scopes: "chosen", usage_read: "yes" };
  await app.ask(acme.origin, "/api-keys", { as: owner, form });
  assert.deepEqual((await listApiKeys(acme.id))[0].scopes, ["usage.read"]);
});

Deno.test("the list says of each key what state it is in", async () => {
  const day = 86_400_000;
  await makeKey(acme.id, { name: "Soon", actor, now, expiresAt: new Date(Date.now() + day) });
  await makeKey(acme.id, { name: "Over", actor, now, expiresAt: now, scopes: ["usage.read"] });
  const html = await (await app.ask(acme.origin, "/api-keys", { as: owner })).text();
  for (const state of ["Expires soon", "Expired", "Revoked", "Never used"]) {
    assert.match(html, new RegExp(`>${state}<`));
  }
  assert.match(html, />Read usage</);
});

Deno.test("a key is made for the house and by the person of the session, whatever else the form names", async () => {
  const { acme, globex, ada, ben, max } = await makeCast();
  const next = await makeKey(globex.id, {
    name: "Theirs",
    actor: { kind: "member", id: max.userId, name: "Max" },
    now,
  });
  const form = {
    name: "Mine",
    key_id: publicId("key", next.id),
    tenant_id: globex.id,
    user_id: ben.userId,
    created_by: max.userId,
  };
  const made = await app.ask(acme.origin, "/api-keys", { as: await sessionFor(ada), form });
  const [key] = /rh_[0-9A-Za-z]{49}/.exec(await made.text())!;
  assert.deepEqual((await listApiKeys(acme.id)).map((it) => [it.name, it.createdBy]), [["Mine", "Ada"]]);
  assert.deepEqual((await listApiKeys(globex.id)).map((it) => [it.name, it.hint]), [["Theirs", next.hint]]);
  assert.deepEqual(await findApiKey(globex.id, { key, now }), { ok: false, reason: "unknown" });
  assert.equal((await findApiKey(globex.id, { key: next.key, now })).ok, true);
});

Deno.test("nobody makes a key, or a new secret for one, that may do more than they may", async () => {
  const { acme, ada, ben } = await makeCast();
  const actor = { kind: "member", id: ada.userId, name: "Ada" } as const;
  const roleId = await makeRole(ada, {
    name: "Caretaker",
    permissions: ["api_keys.read", "api_keys.manage", "usage.read"],
  });
  const to = { role: "custom", roleId } as const;
  assert((await changeRole(acme.id, { memberId: ben.id, by: ada.id, to, actor, now })).ok);
  const as = await sessionFor(ben);
  const html = await (await app.ask(acme.origin, "/api-keys", { as })).text();
  assert.match(html, /name="usage_read"/);
  assert.doesNotMatch(html, /name="records_/);
  const key = await makeKey(acme.id, { name: "Till", actor, now, scopes: ["usage.read", "records.read"] });
  const rotation = `/api-keys/${publicId("key", key.id)}/rotation`;
  const refused: [string, Record<string, string> | undefined][] = [
    ["/api-keys", { name: "All" }],
    ["/api-keys", { name: "Read", scopes: "chosen", records_read: "yes", usage_read: "yes" }],
    [rotation, undefined],
    [rotation, { secret_number: "1", overlap_days: "1" }],
  ];
  for (const [path, form] of refused) {
    assert.equal(
      (await app.ask(acme.origin, path, { as, form })).status,
      403,
      `${path} ${JSON.stringify(form)}`,
    );
  }
  assert.deepEqual((await listApiKeys(acme.id)).map((it) => it.name), ["Till"]);
  const form = { name: "Count", scopes: "chosen", usage_read: "yes" };
  assert.match(await (await app.ask(acme.origin, "/api-keys", { as, form })).text(), /rh_[0-9A-Za-z]{49}/);
});

Deno.test("making, changing and rotating a key needs who does it to be recognised lately", async () => {
  const { acme, ada } = await makeCast();
  const as = await sessionFor(ada, new Date(Date.now() - 60 * 60_000));
  const { id } = await makeKey(acme.id, {
    name: "Till",
    actor: { kind: "member", id: ada.userId, name: "Ada" },
    now,
  });
  const path = `/api-keys/${publicId("key", id)}`;
  for (const at of ["/api-keys", path, `${path}/rotation`, `${path}/revocation`]) {
    const form = { name: "Shop", secret_number: "1", overlap_days: "0" };
    const res = await app.ask(acme.origin, at, { as, form });
    assert.match(res.headers.get("location") ?? "", /^\/auth\/confirm\?login=/, at);
  }
  const [kept, ...more] = await listApiKeys(acme.id);
  assert.deepEqual([kept.name, kept.secretNumber, kept.revokedAt, more], ["Till", 1, null, []]);
});
