import { httpUrl, providerSettings, secret, word } from "../provider_settings.ts";

export const auth0Settings = providerSettings({
  environment: {
    AUTH0_DOMAIN: word,
    AUTH0_CLIENT_ID: word,
    AUTH0_CLIENT_SECRET: secret,
    AUTH0_ISSUER: httpUrl,
  },
  needed: ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"],
  onlyLocal: ["AUTH0_ISSUER"],
  settings: (given) => ({
    // Auth0 says its issuer with a slash at the end.
    issuer: given.AUTH0_ISSUER ?? `https://${given.AUTH0_DOMAIN}/`,
    clientId: given.AUTH0_CLIENT_ID,
    clientSecret: given.AUTH0_CLIENT_SECRET,
  }),
});
