import { openidMethod } from "../oidc/openid_method.ts";
import { providers } from "../settings.ts";

/** Whoever has a Google account; a Workspace says its domain in `hd`, which is shown and decides nothing. */
export const google = openidMethod({
  kind: "google",
  name: "Google",
  recognition: "google",
  cannotConfirm: true,
  isAvailable: () => providers.google !== undefined,
  clientOf() {
    const { google } = providers;
    return Promise.resolve(
      google && {
        issuer: google.issuer,
        clientId: google.clientId,
        clientSecret: () => Promise.resolve(google.clientSecret),
        scopes: ["email", "profile"],
        // Many people have several accounts; the wrong one is hard to leave again.
        parameters: { prompt: "select_account" },
      },
    );
  },
});
