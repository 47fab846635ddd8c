import assert from "node:assert/strict";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
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
