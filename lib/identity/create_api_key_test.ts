import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { isApiKeyText } from "./api_key_text.ts";
import { ApiKeyForm } from "./api_key_form.ts";
import { hashBearerSecret } from "./bearer_secret.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { createApiKey } from "./create_api_key.ts";
import { makeKey } from "@/tests/support/keys.ts";

const now = new Date();

Deno.test("createApiKey() shows the key once, keeps its hash and leaves an audit entry", async () => {
  const { ada, acme } = await makeCast();
  const actor = { kind: "member" as const, id: ada.userId, name: "Ada", requestId: "req_1" };
  const created = await makeKey(acme.id, { name: "Till", actor, now });
  assert(isApiKeyText(created.key));
  assert.equal(created.hint, created.key.slice(-4));
  const { keys, entries } = await asTenant(acme.id, async (tx) => ({
    keys: await tx.rows<{ id: string; key_hash: Uint8Array; created_by: string }>`
      select * from api_keys where tenant_id = ${tx.tenantId}`,
    entries: await tx.rows`
      select action, actor_name, subject_id, detail, request_id from audit_entries
       where tenant_id = ${tx.tenantId} and subject_kind = 'api_key'`,
  }));
  assert.equal(keys.length, 1);
  assert.deepEqual([keys[0].id, keys[0].created_by], [created.id, ada.userId]);
  assert.deepEqual(Buffer.from(keys[0].key_hash), Buffer.from(hashBearerSecret(created.key)));
  assert.equal(JSON.stringify({ keys, entries }).includes(created.key.slice(3, 40)), false);
  assert.deepEqual(entries, [{
    action: "api_key.created",
    actor_name: "Ada",
    subject_id: created.id,
    detail: { name: "Till", hint: created.hint },
    request_id: "req_1",
  }]);
});

Deno.test("createApiKey() makes one key of a form that is sent twice, and shows it once", async () => {
  const { ada, acme } = await makeCast();
  const actor = { kind: "member" as const, id: ada.userId, name: "Ada" };
  const form = { keyId: newId(), name: "Till", actor, now };
  const both = await Promise.all([createApiKey(acme.id, form), createApiKey(acme.id, form)]);
  assert.equal(both.filter((it) => it.ok).length, 1);
  assert.deepEqual(both.filter((it) => !it.ok), [{ ok: false, reason: "created_before" }]);
});

Deno.test("ApiKeyForm wants a name of one line", () => {
  assert.deepEqual(ApiKeyForm.pick({ name: true }).parse({ name: " Till " }), { name: "Till" });
  for (const name of ["", " ", "a".repeat(81), "a\nb"]) {
    assert.equal(ApiKeyForm.safeParse({ name, key_id: publicId("key", newId()) }).success, false);
  }
});
