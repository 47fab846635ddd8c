import { httpUrl, providerSettings, secret, word } from "../provider_settings.ts";

export const googleSettings = providerSettings({
  environment: { GOOGLE_CLIENT_ID: word, GOOGLE_CLIENT_SECRET: secret, GOOGLE_ISSUER: httpUrl },
  needed: ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  onlyLocal: ["GOOGLE_ISSUER"],
  settings: (given) => ({
    issuer: given.GOOGLE_ISSUER ?? "https://accounts.google.com",
    clientId: given.GOOGLE_CLIENT_ID,
    clientSecret: given.GOOGLE_CLIENT_SECRET,
  }),
});
