import { z } from "zod";

/** What we are at one OpenID provider that serves everybody. */
type OpenidClient = { issuer: string; clientId: string; clientSecret: string };

/** Identity providers for everybody on this installation; undefined where one is not set up. */
export type ProviderSettings = {
  google?: OpenidClient;
  /** Its secret is signed anew for each use with the PKCS #8 key of a team. */
  apple?: { issuer: string; clientId: string; teamId: string; keyId: string; privateKey: string };
  auth0?: OpenidClient;
  privy?: {
    issuer: string;
    appId: string;
    /** The page that runs Privy's client and posts its tokens to us. */
    signInUrl: string;
    /** Of its public keys, unless `verificationKey` is one. */
    keysUrl: string;
    verificationKey?: string;
  };
};

const PRIVATE_KEY = /^-----BEGIN PRIVATE KEY-----\n[\s\S]+-----END PRIVATE KEY-----\n?$/;
const PUBLIC_KEY = /^-----BEGIN PUBLIC KEY-----\n[\s\S]+-----END PUBLIC KEY-----\n?$/;

const word = z.string().regex(/^[\w.-]+$/, { error: "must be a word without spaces" }).optional();
const httpUrl = z.url({ protocol: /^https?$/, error: "must be a URL" }).optional();
const pem = (form: RegExp, name: string) =>
  // Some places that keep variables allow no line break in one.
  z.string().transform((text) => text.replaceAll("\\n", "\n").trim())
    .refine((text) => form.test(text), { error: `must be a key in PEM that begins with BEGIN ${name} KEY` })
    .optional();

/** Their part of the environment. */
export const ProviderEnvironment = {
  GOOGLE_CLIENT_ID: word,
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_ISSUER: httpUrl,
  APPLE_CLIENT_ID: word,
  APPLE_TEAM_ID: word,
  APPLE_KEY_ID: word,
  APPLE_PRIVATE_KEY: pem(PRIVATE_KEY, "PRIVATE"),
  APPLE_ISSUER: httpUrl,
  AUTH0_DOMAIN: word,
  AUTH0_CLIENT_ID: word,
  AUTH0_CLIENT_SECRET: z.string().optional(),
  AUTH0_ISSUER: httpUrl,
  PRIVY_APP_ID: word,
  PRIVY_SIGN_IN_URL: httpUrl,
  PRIVY_VERIFICATION_KEY: pem(PUBLIC_KEY, "PUBLIC"),
  PRIVY_KEYS_URL: httpUrl,
};

export type ReadProviders = z.infer<z.ZodObject<typeof ProviderEnvironment>>;

/** What belongs together. */
const SETS: (keyof ReadProviders)[][] = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"],
  ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"],
  ["PRIVY_APP_ID", "PRIVY_SIGN_IN_URL"],
];

const ONLY_LOCAL: (keyof ReadProviders)[] = ["GOOGLE_ISSUER", "APPLE_ISSUER", "AUTH0_ISSUER"];

/** @returns a line for each variable that is missing or out of place. */
export function providerFaults(read: ReadProviders, { isLocal }: { isLocal: boolean }): string[] {
  const halves = SETS.flatMap((names) => {
    const missing = names.filter((it) => read[it] === undefined);
    const given = names.find((it) => read[it] !== undefined);
    return given ? missing.map((it) => `${it} must be set with ${given}`) : [];
  });
  if (isLocal) return halves;
  const misplaced = ONLY_LOCAL.filter((it) => read[it] !== undefined)
    .map((it) => `${it} must not be set when BASE_URL is https: it is for stand-ins on one machine`);
  const open = (["PRIVY_SIGN_IN_URL", "PRIVY_KEYS_URL"] as const).filter((it) =>
    read[it]?.startsWith("http:")
  )
    .map((it) => `${it} must use https when BASE_URL does`);
  return [...halves, ...misplaced, ...open];
}

/** @param read without `providerFaults()`. */
export function providerSettings(read: ReadProviders): ProviderSettings {
  return { google: googleOf(read), apple: appleOf(read), auth0: auth0Of(read), privy: privyOf(read) };
}

function googleOf(
  { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_ISSUER }: ReadProviders,
) {
  if (!clientId || !clientSecret) return undefined;
  return { issuer: GOOGLE_ISSUER ?? "https://accounts.google.com", clientId, clientSecret };
}

function appleOf(read: ReadProviders) {
  const { APPLE_CLIENT_ID: clientId, APPLE_TEAM_ID: teamId, APPLE_KEY_ID: keyId, APPLE_PRIVATE_KEY } = read;
  if (!clientId || !teamId || !keyId || !APPLE_PRIVATE_KEY) return undefined;
  const issuer = read.APPLE_ISSUER ?? "https://appleid.apple.com";
  return { issuer, clientId, teamId, keyId, privateKey: APPLE_PRIVATE_KEY };
}

function auth0Of(read: ReadProviders) {
  const { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = read;
  if (!domain || !clientId || !clientSecret) return undefined;
  // Auth0 says its issuer with a slash at the end.
  return { issuer: read.AUTH0_ISSUER ?? `https://${domain}/`, clientId, clientSecret };
}

function privyOf(read: ReadProviders) {
  const { PRIVY_APP_ID: appId, PRIVY_SIGN_IN_URL: signInUrl, PRIVY_VERIFICATION_KEY: verificationKey } = read;
  if (!appId || !signInUrl) return undefined;
  const keysUrl = read.PRIVY_KEYS_URL ?? `https://api.privy.io/v1/apps/${appId}/jwks.json`;
  return { issuer: "privy.io", appId, signInUrl, keysUrl, verificationKey };
}
