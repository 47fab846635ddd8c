import { httpUrl, pemKey, providerSettings, word } from "../provider_settings.ts";

export type Privy = {
  issuer: string;
  appId: string;
  /** The page that runs Privy's client and posts its tokens to us. */
  signInUrl: string;
  /** Of its public keys, unless `verificationKey` is one. */
  keysUrl: string;
  verificationKey?: string;
};

export const privySettings = providerSettings({
  environment: {
    PRIVY_APP_ID: word,
    PRIVY_SIGN_IN_URL: httpUrl,
    PRIVY_VERIFICATION_KEY: pemKey("PUBLIC"),
    PRIVY_KEYS_URL: httpUrl,
  },
  needed: ["PRIVY_APP_ID", "PRIVY_SIGN_IN_URL"],
  secure: ["PRIVY_SIGN_IN_URL", "PRIVY_KEYS_URL"],
  settings: ({ PRIVY_APP_ID: appId, ...given }): Privy => ({
    issuer: "privy.io",
    appId,
    signInUrl: given.PRIVY_SIGN_IN_URL,
    keysUrl: given.PRIVY_KEYS_URL ?? `https://api.privy.io/v1/apps/${appId}/jwks.json`,
    verificationKey: given.PRIVY_VERIFICATION_KEY,
  }),
});
