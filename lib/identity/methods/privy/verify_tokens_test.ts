import assert from "node:assert/strict";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { demoIdentities } from "@/sandbox/identity/people.ts";
import { DEMO_APP_ID, privyTokens } from "@/sandbox/identity/privy/privy_tokens.ts";
import type { Privy } from "./settings.ts";
import { verifyPrivyTokens } from "./verify_tokens.ts";

const now = new Date();
const [ada, ben] = demoIdentities();
const own = await generateKeyPair("ES256", { extractable: true });
const foreign = await generateKeyPair("ES256");
const privy: Privy = {
  issuer: "privy.io",
  appId: DEMO_APP_ID,
  signInUrl: "http://identity.localhost/privy",
  keysUrl: "https://169.254.169.254/",
  verificationKey: await exportSPKI(own.publicKey),
};

Deno.test("verifyPrivyTokens() knows a person and their wallets", async () => {
  const verified = await verifyPrivyTokens(privy, { ...await tokensOf(ada), now });
  assert.ok(verified.ok);
  const { subject, email, wallets, claims } = verified.person;
  assert.deepEqual([subject, email], ["did:privy:acme-ada", "ada@acme.test"]);
  assert.equal(wallets.length, 1);
  assert.equal(wallets[0].chain, "ethereum");
  assert.match(wallets[0].address, /^0x[0-9a-f]{40}$/);
  assert.ok(Array.isArray(claims.linked_accounts), "For people to read");
});

Deno.test("verifyPrivyTokens() takes the keys from where the app publishes them", async () => {
  const keys = { keys: [{ ...await exportJWK(own.publicKey), kid: "own", alg: "ES256" }] };
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => Response.json(keys),
  );
  const published = {
    ...privy,
    verificationKey: undefined,
    keysUrl: `http://localhost:${server.addr.port}/`,
  };
  assert.ok((await verifyPrivyTokens(published, { ...await tokensOf(ada), now })).ok);
  const forged = await tokensOf(ada, { key: foreign.privateKey });
  assert.deepEqual(await verifyPrivyTokens(published, { ...forged, now }), refusal("signature_wrong"));
  const unknown = await tokensOf(ada, { kid: "other" });
  assert.deepEqual(await verifyPrivyTokens(published, { ...unknown, now }), refusal("signature_wrong"));
});

Deno.test("verifyPrivyTokens() says that the keys cannot be had, and fetches none from a private address", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response("Soon", { status: 503 }),
  );
  for (const keysUrl of [privy.keysUrl, `http://localhost:${server.addr.port}/`]) {
    const published = { ...privy, verificationKey: undefined, keysUrl };
    const verified = await verifyPrivyTokens(published, { ...await tokensOf(ada), now });
    assert.deepEqual(verified, refusal("keys_unreachable"));
  }
});

Deno.test("verifyPrivyTokens() refuses what is missing", async () => {
  const tokens = await tokensOf(ada);
  assert.deepEqual(
    await verifyPrivyTokens(privy, { ...tokens, accessToken: "", now }),
    refusal("token_missing"),
  );
  assert.deepEqual(
    await verifyPrivyTokens(privy, { ...tokens, identityToken: "", now }),
    refusal("token_missing"),
  );
});

Deno.test("verifyPrivyTokens() tells the two tokens apart", async () => {
  const { accessToken, identityToken } = await tokensOf(ada);
  const mixedUp = [
    { accessToken: identityToken, identityToken: accessToken },
    { accessToken, identityToken: accessToken },
    { accessToken: identityToken, identityToken },
    { accessToken, identityToken: (await tokensOf(ben)).identityToken },
    { accessToken, identityToken: await signed({ sid: "s", linked_accounts: "[]" }) },
    { accessToken: await signed({ sid: "s", linked_accounts: "[]" }), identityToken },
  ];
  for (const [at, tokens] of mixedUp.entries()) {
    const verified = await verifyPrivyTokens(privy, { ...tokens, now });
    assert.deepEqual(verified, refusal("tokens_mixed_up"), `Pair ${at}`);
  }
});

Deno.test("verifyPrivyTokens() refuses tokens of another app, issuer or key, and what is over", async () => {
  const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const refused = {
    audience_wrong: await tokensOf(ada, { appId: "another-app" }),
    signature_wrong: await tokensOf(ada, { key: foreign.privateKey }),
    expired: await tokensOf(ada, { now: hour(-2) }),
  };
  for (const [reason, tokens] of Object.entries(refused)) {
    assert.deepEqual(await verifyPrivyTokens(privy, { ...tokens, now }), refusal(reason));
  }
  const wrong = {
    issuer_wrong: await signed({ iss: "https://privy.io" }),
    audience_wrong: await signed({ aud: [DEMO_APP_ID] }),
    token_refused: await signed({ sub: undefined }),
    expired: await signed({ exp: Math.floor(now.getTime() / 1000) - 60 }),
  };
  for (const [reason, identityToken] of Object.entries(wrong)) {
    const { accessToken } = await tokensOf(ada);
    assert.deepEqual(await verifyPrivyTokens(privy, { accessToken, identityToken, now }), refusal(reason));
  }
});

Deno.test("verifyPrivyTokens() refuses tokens without an end, of another kind, or that are none", async () => {
  const { accessToken } = await tokensOf(ada);
  const refused = [
    await signed({ exp: undefined }),
    await signed({}, { typ: "at+jwt" }),
    await signed({ linked_accounts: "no JSON" }),
    await signed({ linked_accounts: '{"type":"wallet"}' }),
    await signed({ linked_accounts: [] }),
    await new SignJWT(identityClaims()).setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .sign(new TextEncoder().encode(privy.verificationKey)),
    `${btoa('{"alg":"none","typ":"JWT"}').replaceAll("=", "")}.${accessToken.split(".")[1]}.`,
    "a.b.c",
    "Ada",
  ];
  for (const [at, identityToken] of refused.entries()) {
    const verified = await verifyPrivyTokens(privy, { accessToken, identityToken, now });
    assert.deepEqual(verified, refusal("token_refused"), `Token ${at}`);
  }
});

Deno.test("verifyPrivyTokens() leaves out what is no wallet", async () => {
  const accounts = [
    { type: "wallet", address: "0xabc", chain_type: "ethereum" },
    { type: "wallet", address: "<b>", chain_type: "ethereum" },
    { type: "wallet", chain_type: "ethereum" },
    { type: "smart_wallet", address: "0xdef", chain_type: "ethereum" },
    { type: "email", address: "no address" },
  ];
  const { accessToken } = await tokensOf(ada);
  const identityToken = await signed({ linked_accounts: JSON.stringify(accounts) });
  const verified = await verifyPrivyTokens(privy, { accessToken, identityToken, now });
  assert.ok(verified.ok);
  assert.deepEqual(verified.person.wallets, [{ chain: "ethereum", address: "0xabc" }]);
  assert.equal(verified.person.email, undefined);
});

function tokensOf(
  person: typeof ada,
  changed: { key?: CryptoKey; appId?: string; kid?: string; now?: Date } = {},
) {
  return privyTokens(person, { key: own.privateKey, kid: "own", now, ...changed });
}

function identityClaims() {
  const seconds = Math.floor(now.getTime() / 1000);
  const linked_accounts = "[]";
  return {
    iss: "privy.io",
    aud: DEMO_APP_ID,
    sub: "did:privy:acme-ada",
    iat: seconds,
    exp: seconds + 60,
    linked_accounts,
  };
}

function signed(changed: Record<string, unknown>, { typ = "JWT" } = {}): Promise<string> {
  return new SignJWT({ ...identityClaims(), ...changed })
    .setProtectedHeader({ alg: "ES256", typ, kid: "own" }).sign(own.privateKey);
}

function refusal(reason: string) {
  return { ok: false, reason };
}
