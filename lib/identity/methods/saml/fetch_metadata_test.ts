import assert from "node:assert/strict";
import { GUARD } from "@/lib/http/guarded_fetch.ts";
import { keyOf, SP } from "@/tests/support/saml_forge.ts";
import { fetchSamlMetadata } from "./fetch_metadata.ts";
import { serviceProviderMetadata } from "./service_provider_metadata.ts";

async function answered(answer: () => Response, url = "/metadata") {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
  try {
    return await fetchSamlMetadata(`http://localhost:${server.addr.port}${url}`, {
      ...GUARD,
      allowsLocalhost: true,
    });
  } finally {
    await server.shutdown();
  }
}

Deno.test("fetchSamlMetadata() reads what stands at the address", async () => {
  const ours = serviceProviderMetadata(SP, (await keyOf("ours")).certificate);
  assert.deepEqual(await answered(() => new Response(ours)), { ok: false, reason: "service_provider" });
});

Deno.test("fetchSamlMetadata() says why there was nothing to read", async () => {
  assert.deepEqual(await answered(() => new Response("no", { status: 404 })), {
    ok: false,
    reason: "unexpected_status",
    detail: "404",
  });
  const bytes = new Uint8Array([0x3c, 0xff]);
  assert.deepEqual(await answered(() => new Response(bytes)), { ok: false, reason: "not_utf8" });
  assert.deepEqual(await fetchSamlMetadata("http://idp.acme.test/metadata"), {
    ok: false,
    reason: "not_https",
  });
  assert.deepEqual(await fetchSamlMetadata("https://10.0.0.1/metadata"), {
    ok: false,
    reason: "private_address",
  });
});
