import assert from "node:assert/strict";
import { exportPKCS8, exportSPKI, generateKeyPair } from "jose";
import { ConfigError, parseConfig } from "@/lib/config.ts";
import { type Providers, readProviders } from "./settings.ts";

const pair = await generateKeyPair("ES256", { extractable: true });
const [privateKey, publicKey] = [await exportPKCS8(pair.privateKey), await exportSPKI(pair.publicKey)];

const GOOGLE = { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" };
const PRIVY = { PRIVY_APP_ID: "app", PRIVY_SIGN_IN_URL: "https://wallets.rowhouse.example/" };
const BEHIND_TLS = {
  BASE_URL: "https://rowhouse.example",
  DATABASE_URL: "postgres://localhost/rowhouse",
  MASTER_KEY: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  SMTP_URL: "smtp://localhost",
  MAIL_FROM: "hello@rowhouse.example",
  TRUSTED_PROXIES: "1",
};

Deno.test("readProviders() knows no provider that is not set up", () => {
  assert.deepEqual(providersOf({}), {
    google: undefined,
    apple: undefined,
    auth0: undefined,
    privy: undefined,
  });
});

Deno.test("readProviders() knows where providers are", () => {
  const { google, apple, auth0, privy } = providersOf({
    ...GOOGLE,
    ...PRIVY,
    AUTH0_DOMAIN: "rowhouse.eu.auth0.com",
    AUTH0_CLIENT_ID: "id",
    AUTH0_CLIENT_SECRET: "secret",
    APPLE_CLIENT_ID: "example.rowhouse",
    APPLE_TEAM_ID: "TEAM123456",
    APPLE_KEY_ID: "KEY1234567",
    APPLE_PRIVATE_KEY: privateKey.replaceAll("\n", "\\n"),
  });
  assert.equal(google?.issuer, "https://accounts.google.com");
  assert.equal(apple?.issuer, "https://appleid.apple.com");
  assert.equal(apple?.privateKey, privateKey.trim());
  assert.equal(auth0?.issuer, "https://rowhouse.eu.auth0.com/");
  assert.equal(privy?.keysUrl, "https://api.privy.io/v1/apps/app/jwks.json");
});

Deno.test("readProviders() names the half of a provider that is missing", () => {
  refused({ GOOGLE_CLIENT_ID: "id" }, "GOOGLE_CLIENT_SECRET must be set with GOOGLE_CLIENT_ID");
  refused(
    { AUTH0_CLIENT_ID: "id", AUTH0_CLIENT_SECRET: "s" },
    "AUTH0_DOMAIN must be set with AUTH0_CLIENT_ID",
  );
  refused({ PRIVY_APP_ID: "app" }, "PRIVY_SIGN_IN_URL must be set with PRIVY_APP_ID");
  refused({ APPLE_CLIENT_ID: "a", APPLE_TEAM_ID: "b", APPLE_KEY_ID: "c" }, "APPLE_PRIVATE_KEY must be set");
});

Deno.test("readProviders() refuses a key that is none", () => {
  refused({ ...PRIVY, PRIVY_VERIFICATION_KEY: privateKey }, "PRIVY_VERIFICATION_KEY must be a key in PEM");
  refused({ APPLE_PRIVATE_KEY: publicKey }, "APPLE_PRIVATE_KEY must be a key in PEM");
  assert.ok(providersOf({ ...PRIVY, PRIVY_VERIFICATION_KEY: publicKey }).privy?.verificationKey);
});

Deno.test("readProviders() lets stand-ins play a provider on one machine alone", () => {
  const standIn = { ...GOOGLE, GOOGLE_ISSUER: "http://identity.localhost:8002" };
  assert.equal(providersOf(standIn).google?.issuer, standIn.GOOGLE_ISSUER);
  refused({ ...BEHIND_TLS, ...standIn }, "GOOGLE_ISSUER must not be set when BASE_URL is https");
  const open = { ...BEHIND_TLS, ...PRIVY, PRIVY_SIGN_IN_URL: "http://wallets.rowhouse.example/" };
  refused(open, "PRIVY_SIGN_IN_URL must use https");
});

function providersOf(env: Record<string, string>): Providers {
  return readProviders(parseConfig(env));
}

function refused(env: Record<string, string>, line: string) {
  assert.throws(
    () => providersOf(env),
    (error) => error instanceof ConfigError && error.message.includes(line),
  );
}
