import assert from "node:assert/strict";
import { guardedFetch } from "@/lib/http/guarded_fetch.ts";
import { sendTo } from "@/tests/support/send_to.ts";
import { startIdentity } from "./start_identity.ts";

const ORIGIN = "http://localhost:8000";

Deno.test("startIdentity() is an OpenID provider under its own name", async () => {
  await using identity = await inDataDir();
  const { url } = await identity.start();
  const fetched = await guardedFetch(`${url}/.well-known/openid-configuration`);
  assert.ok(fetched.ok);
  const metadata = JSON.parse(new TextDecoder().decode(fetched.body));
  assert.deepEqual([metadata.issuer, new URL(metadata.token_endpoint).origin], [url, url]);
});

Deno.test("startIdentity() joins the one that runs, and leaves it running", async () => {
  await using identity = await inDataDir();
  const first = await identity.start();
  const second = await identity.start();
  assert.equal(second.url, first.url);
  await second.stop();
  assert.ok((await guardedFetch(`${first.url}/jwks`)).ok);
});

Deno.test("startIdentity() comes back at the address that connections remember", async () => {
  await using identity = await inDataDir();
  const first = await identity.start();
  await first.stop();
  assert.equal((await identity.start()).url, first.url);
});

Deno.test("startIdentity() takes the next free port", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await using identity = await inDataDir(taken.addr.port);
  assert.ok(Number(new URL((await identity.start()).url).port) > taken.addr.port);
});

Deno.test("startIdentity() sends nobody to a callback of somebody else", async () => {
  await using identity = await inDataDir();
  const { url } = await identity.start();
  const callbacks = [
    "http://other.localhost:8000/auth/callback/oidc/con_1",
    `${ORIGIN}/elsewhere`,
    `${ORIGIN}.other.test/auth/callback/oidc/con_1`,
  ];
  for (const redirect_uri of callbacks) {
    const query = new URLSearchParams({
      client_id: "rowhouse",
      response_type: "code",
      scope: "openid",
      redirect_uri,
      code_challenge: "a".repeat(43),
      code_challenge_method: "S256",
    });
    const { host, port } = new URL(url);
    const answer = await sendTo(Number(port), new Request(`${url}/auth?${query}`, { headers: { host } }));
    assert.equal(answer.status, 400, redirect_uri);
    assert.match(await answer.text(), /invalid_redirect_uri/);
  }
});

function inDataDir(port = 0) {
  const dataDir = Deno.makeTempDirSync();
  const started: { stop(): Promise<void> }[] = [];
  return {
    async start() {
      const identity = await startIdentity({ dataDir, port, origin: ORIGIN });
      started.unshift(identity);
      return identity;
    },
    async [Symbol.asyncDispose]() {
      for (const it of started) await it.stop();
      Deno.removeSync(dataDir, { recursive: true });
    },
  };
}
