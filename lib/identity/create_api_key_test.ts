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
    detail: { name: "Till", hint: created.hint, scopes: "records.read records.write usage.read" },
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
  assert.equal(ApiKeyForm.parse({ name: " Till " }).name, "Till");
  for (const name of ["", " ", "a".repeat(81), "a\nb"]) {
    assert.equal(ApiKeyForm.safeParse({ name, key_id: publicId("key", newId()) }).success, false);
  }
});

Deno.test("ApiKeyForm takes what is ticked, everything from a program that sends no boxes, and never nothing", () => {
  const scopesOf = (sent: object) => ApiKeyForm.parse({ name: "Till", ...sent }).scopes;
  assert.deepEqual(scopesOf({}), ["records.read", "records.write", "usage.read"]);
  assert.deepEqual(scopesOf({ scopes: "chosen", usage_read: "yes" }), ["usage.read"]);
  assert.deepEqual(scopesOf({ usage_read: "yes" }), ["records.read", "records.write", "usage.read"]);
  const { error } = ApiKeyForm.safeParse({ name: "Till", scopes: "chosen" });
  assert.deepEqual(error!.issues.map((it) => it.path[0]), ["scopes"]);
});

Deno.test("ApiKeyForm refuses limits that are none", () => {
  const parse = (sent: object) => ApiKeyForm.safeParse({ name: "Till", ...sent });
  assert.equal(parse({ per_minute: " 60 " }).data?.perMinute, 60);
  assert.equal(parse({ per_minute: "" }).data?.perMinute, undefined);
  for (const per_minute of ["0", "-1", "1.5", "x", "30001", "1e9", "Infinity"]) {
    assert.equal(parse({ per_minute }).success, false, per_minute);
  }
  assert.equal(parse({ lifetime_days: "30" }).data?.lifetimeMs, 30 * 86_400_000);
  for (const lifetime_days of ["31", "-30", "x"]) assert.equal(parse({ lifetime_days }).success, false);
  assert.equal(parse({ allowed_networks: "somewhere" }).success, false);
});
