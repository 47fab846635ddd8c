import { httpUrl, pemKey, providerSettings, word } from "../provider_settings.ts";

/** The secret is signed anew for each use with the PKCS #8 key of a team. */
export const appleSettings = providerSettings({
  environment: {
    APPLE_CLIENT_ID: word,
    APPLE_TEAM_ID: word,
    APPLE_KEY_ID: word,
    APPLE_PRIVATE_KEY: pemKey("PRIVATE"),
    APPLE_ISSUER: httpUrl,
  },
  needed: ["APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"],
  onlyLocal: ["APPLE_ISSUER"],
  settings: (given) => ({
    issuer: given.APPLE_ISSUER ?? "https://appleid.apple.com",
    clientId: given.APPLE_CLIENT_ID,
    teamId: given.APPLE_TEAM_ID,
    keyId: given.APPLE_KEY_ID,
    privateKey: given.APPLE_PRIVATE_KEY,
  }),
});
