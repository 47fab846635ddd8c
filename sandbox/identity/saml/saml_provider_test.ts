import assert from "node:assert/strict";
import { fetchSamlMetadata } from "@/lib/identity/methods/saml/fetch_metadata.ts";
import { acceptResponse } from "@/lib/identity/methods/saml/accept_response.ts";
import { requestUrl } from "@/lib/identity/methods/saml/request_url.ts";
import { visitSamlProvider } from "@/tests/support/visit_saml_provider.ts";
import { sendTo } from "@/tests/support/send_to.ts";
import { keyOf } from "@/tests/support/saml_forge.ts";
import { startIdentity } from "../start_identity.ts";

const ORIGIN = "http://localhost:8000";
const SERVICE_PROVIDER = {
  entityId: `${ORIGIN}/auth/saml/con_01/metadata`,
  acs: `${ORIGIN}/auth/callback/saml/con_01`,
};

async function withProvider(work: (url: string) => Promise<void>) {
  const dataDir = Deno.makeTempDirSync();
  const identity = await startIdentity({ dataDir, port: 0, origin: ORIGIN });
  try {
    await work(identity.url);
  } finally {
    await identity.stop();
    Deno.removeSync(dataDir, { recursive: true });
  }
}

async function request(url: string, acs = SERVICE_PROVIDER.acs): Promise<URL> {
  return await requestUrl({
    serviceProvider: { ...SERVICE_PROVIDER, acs },
    key: await keyOf("ours"),
    ssoUrl: `${url}/saml/sso`,
    requestId: "_request",
    relayState: "state",
    isForced: false,
  });
}

async function accept(url: string, SAMLResponse: string) {
  const read = await fetchSamlMetadata(`${url}/saml/metadata`);
  assert.ok(read.ok, JSON.stringify(read));
  return await acceptResponse(SAMLResponse, {
    issuer: read.metadata.entityId,
    serviceProvider: SERVICE_PROVIDER,
    requestId: "_request",
    now: new Date(),
    certificates: read.metadata.certificates.map(({ pem }) => pem),
    privateKey: (await keyOf("ours")).privateKey,
  });
}

Deno.test("samlProvider() says who it is, and that is what it signs with", async () => {
  await withProvider(async (url) => {
    const read = await fetchSamlMetadata(`${url}/saml/metadata`);
    assert.ok(read.ok, JSON.stringify(read));
    assert.deepEqual([read.metadata.entityId, read.metadata.ssoUrl], [
      `${url}/saml/metadata`,
      `${url}/saml/sso`,
    ]);
    const { to, form } = await visitSamlProvider(await request(url), { person: "acme-ada" });
    assert.equal(to.href, SERVICE_PROVIDER.acs);
    assert.equal(form.RelayState, "state");
    const accepted = await accept(url, form.SAMLResponse);
    assert.ok(accepted.ok, JSON.stringify(accepted));
    assert.equal(accepted.statement.name.value, "acme-ada");
    assert.deepEqual(accepted.statement.attributes.get("email"), ["ada@acme.test"]);
    assert.deepEqual(accepted.statement.attributes.get("groups"), ["engineering", "administrators"]);
  });
});

Deno.test("samlProvider() says that somebody refused", async () => {
  await withProvider(async (url) => {
    const { form } = await visitSamlProvider(await request(url), { refuses: true });
    assert.deepEqual(await accept(url, form.SAMLResponse), {
      ok: false,
      reason: "status",
      detail: "Responder",
    });
  });
});

Deno.test("samlProvider() begins by itself where a tile leads to us", async () => {
  await withProvider(async (url) => {
    const { to, form } = await visitSamlProvider(`${url}/saml/sso?to=con_01`, { person: "acme-ben" });
    assert.equal(to.href, SERVICE_PROVIDER.acs);
    assert.deepEqual(await accept(url, form.SAMLResponse), { ok: false, reason: "unsolicited" });
  });
});

Deno.test("samlProvider() answers nobody else", async () => {
  await withProvider(async (url) => {
    for (
      const acs of [
        "http://elsewhere.test/auth/callback/saml/con_01",
        `${ORIGIN}/elsewhere`,
        `${ORIGIN}.test/auth/callback/saml/con_01`,
      ]
    ) {
      const asked = await request(url, acs);
      const answer = await sendTo(
        Number(asked.port),
        new Request(asked, {
          method: "POST",
          headers: { host: asked.host, "content-type": "application/x-www-form-urlencoded" },
          body: "person=acme-ada&answer=yes",
        }),
      );
      assert.equal(answer.status, 400, acs);
      assert.doesNotMatch(await answer.text(), /SAMLResponse/);
    }
  });
});

Deno.test("samlProvider() keeps its certificate over a restart", async () => {
  const dataDir = Deno.makeTempDirSync();
  const seen = [];
  for (let start = 0; start < 2; start++) {
    const identity = await startIdentity({ dataDir, port: 0, origin: ORIGIN });
    const read = await fetchSamlMetadata(`${identity.url}/saml/metadata`);
    assert.ok(read.ok);
    seen.push(read.metadata.certificates[0].fingerprint);
    await identity.stop();
  }
  Deno.removeSync(dataDir, { recursive: true });
  assert.equal(seen[0], seen[1]);
});
