import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { newId } from "@/lib/ids.ts";
import { startForgingIssuer } from "@/tests/support/forging_issuer.ts";
import type { Login } from "../port.ts";
import type { OidcClient } from "./oidc_client.ts";
import { startOidc } from "./start_oidc.ts";

const CALLBACK = "http://localhost:8000/auth/callback/oidc/con_1";

Deno.test("startOidc() asks what only this login can have answered", async () => {
  await using issuer = await startForgingIssuer();
  const { leaveTo, notes } = await start(clientAt(issuer.url));
  assert.equal(`${leaveTo.origin}${leaveTo.pathname}`, `${issuer.url}/auth`);
  const { nonce, code_challenge, ...asked } = Object.fromEntries(leaveTo.searchParams);
  assert.deepEqual(asked, {
    client_id: "rowhouse",
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: "openid email",
    state: "the state",
    code_challenge_method: "S256",
  });
  assert.equal(nonce, notes.nonce);
  assert.equal(code_challenge, createHash("sha256").update(String(notes.verifier)).digest("base64url"));
  const again = await start(clientAt(issuer.url));
  assert.notEqual(again.notes.nonce, notes.nonce);
  assert.notEqual(again.notes.verifier, notes.verifier);
});

Deno.test("startOidc() says who is expected, where somebody has typed it", async () => {
  await using issuer = await startForgingIssuer();
  const { leaveTo } = await start(clientAt(issuer.url), { form: { email: "ada@acme.test" } });
  assert.equal(leaveTo.searchParams.get("login_hint"), "ada@acme.test");
});

Deno.test("startOidc() wants the person to be there before something dangerous, whatever the client wishes", async () => {
  await using issuer = await startForgingIssuer();
  const client = { ...clientAt(issuer.url), parameters: { prompt: "select_account" } };
  assert.equal((await start(client)).leaveTo.searchParams.get("prompt"), "select_account");
  const { leaveTo } = await start(client, { purpose: "step_up" });
  assert.deepEqual([leaveTo.searchParams.get("prompt"), leaveTo.searchParams.get("max_age")], ["login", "0"]);
});

Deno.test("startOidc() keeps what the provider's address says besides", async () => {
  await using issuer = await startForgingIssuer();
  issuer.metadata.authorization_endpoint = `${issuer.url}/auth?realm=acme`;
  assert.equal((await start(clientAt(issuer.url))).leaveTo.searchParams.get("realm"), "acme");
});

Deno.test("startOidc() sends nobody to a provider that cannot be read", async () => {
  const refused = await startOidc(clientAt("https://10.0.0.1"), login(), asked());
  assert.deepEqual(refused, { ok: false, reason: "private_address" });
});

type Started = { leaveTo: URL; notes: Record<string, unknown> };

async function start(
  client: OidcClient,
  { form = {}, purpose = "sign_in" as Login["purpose"] } = {},
): Promise<Started> {
  const started = await startOidc(client, { ...login(), purpose }, { ...asked(), form });
  assert.ok(started.ok && started.leaveTo && started.notes);
  return { leaveTo: started.leaveTo, notes: started.notes };
}

function login(): Login {
  return { id: newId(), tenantId: newId(), purpose: "sign_in", kind: "oidc", notes: {} };
}

function asked() {
  const visitor = { ip: "192.0.2.1" };
  return { origin: "", callback: CALLBACK, state: "the state", visitor, now: new Date(), form: {} };
}

function clientAt(issuer: string): OidcClient {
  const clientSecret = () => Promise.resolve("secret");
  return { issuer, clientId: "rowhouse", clientSecret, scopes: ["email"] };
}
