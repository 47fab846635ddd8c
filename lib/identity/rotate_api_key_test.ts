import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { findApiKey } from "./find_api_key.ts";
import { listApiKeys } from "./list_api_keys.ts";
import { revokeApiKey } from "./revoke_api_key.ts";
import { rotateApiKey } from "./rotate_api_key.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const DAY = 24 * 3_600;
const REPLACED = { ok: false, reason: "replaced" };

Deno.test("rotateApiKey() gives the same key a new secret, and the old one works for the overlap", async () => {
  const { ada, acme } = await makeCast();
  const old = await keyOf(ada);
  const rotated = await rotate(ada, { keyId: old.id, secretNumber: 1, overlapDays: 2 });
  assert(rotated.ok);
  for (const key of [old.key, rotated.created.key]) {
    const found = await findApiKey(acme.id, { key, now: later(2 * DAY - 1) });
    assert.equal(found.ok && found.apiKey.id, old.id);
  }
  assert.deepEqual(await findApiKey(acme.id, { key: old.key, now: later(2 * DAY) }), REPLACED);
  assert((await findApiKey(acme.id, { key: rotated.created.key, now: later(2 * DAY) })).ok);
  const [listed] = await listApiKeys(acme.id);
  assert.deepEqual([listed.hint, listed.previousHint, listed.previousUntil], [
    rotated.created.hint,
    old.hint,
    later(2 * DAY),
  ]);
});

Deno.test("rotateApiKey() without an overlap refuses the old secret at once", async () => {
  const { ada, acme } = await makeCast();
  const old = await keyOf(ada);
  assert((await rotate(ada, { keyId: old.id, secretNumber: 1, overlapDays: 0 })).ok);
  assert.deepEqual(await findApiKey(acme.id, { key: old.key, now }), REPLACED);
});

Deno.test("rotateApiKey() leaves two secrets working, never three", async () => {
  const { ada, acme } = await makeCast();
  const first = await keyOf(ada);
  const second = await rotate(ada, { keyId: first.id, secretNumber: 1, overlapDays: 7 });
  const third = await rotate(ada, { keyId: first.id, secretNumber: 2, overlapDays: 7 });
  assert(second.ok && third.ok);
  assert.deepEqual(await findApiKey(acme.id, { key: first.key, now }), { ok: false, reason: "unknown" });
  for (const { created } of [second, third]) {
    assert((await findApiKey(acme.id, { key: created.key, now })).ok);
  }
});

Deno.test("rotateApiKey() rotates once for a form that is sent twice", async () => {
  const { ada } = await makeCast();
  const { id: keyId } = await keyOf(ada);
  const form = { keyId, secretNumber: 1, overlapDays: 1 };
  const both = await Promise.all([rotate(ada, form), rotate(ada, form)]);
  assert.equal(both.filter((it) => it.ok).length, 1);
  assert.deepEqual(both.filter((it) => !it.ok), [{ ok: false, reason: "rotated_before" }]);
});

Deno.test("rotateApiKey() gives no new secret to what was revoked, has expired or is another tenant's", async () => {
  const { ada, max, acme } = await makeCast();
  const revoked = await keyOf(ada);
  await revokeApiKey(acme.id, { keyId: revoked.id, actor: actorOf(ada), now });
  const expired = await keyOf(ada, now);
  const others = await keyOf(max);
  const form = { secretNumber: 1, overlapDays: 1 };
  const reasons = [];
  for (const keyId of [revoked.id, expired.id, others.id, newId()]) {
    const rotated = await rotate(ada, { ...form, keyId });
    reasons.push(!rotated.ok && rotated.reason);
  }
  assert.deepEqual(reasons, ["revoked", "expired", "not_found", "not_found"]);
});

Deno.test("rotateApiKey() leaves an audit entry without a secret", async () => {
  const { ada, acme } = await makeCast();
  const old = await keyOf(ada);
  const rotated = await rotate(ada, { keyId: old.id, secretNumber: 1, overlapDays: 3 });
  assert(rotated.ok);
  const entries = await asTenant(acme.id, (tx) =>
    tx.rows`select subject_id, detail from audit_entries
             where tenant_id = ${tx.tenantId} and action = 'api_key.rotated'`);
  assert.deepEqual(entries, [{
    subject_id: old.id,
    detail: { name: "Till", hint: rotated.created.hint, replaced_hint: old.hint, overlap_days: 3 },
  }]);
});

async function keyOf(person: Person, expiresAt?: Date) {
  return await makeKey(person.tenant.id, { name: "Till", actor: actorOf(person), expiresAt, now });
}

function rotate(person: Person, form: { keyId: string; secretNumber: number; overlapDays: number }) {
  return rotateApiKey(person.tenant.id, { ...form, actor: actorOf(person), now });
}

function actorOf({ userId, name }: Person) {
  return { kind: "member" as const, id: userId, name };
}
