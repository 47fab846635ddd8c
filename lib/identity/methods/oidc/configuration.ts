import * as openid from "openid-client";
import type { OidcClient } from "./oidc_client.ts";
import type { Provider } from "./find_provider.ts";
import { openidFetch } from "./openid_fetch.ts";

/** How far a provider's clock may be away from ours. */
const TOLERANCE_SECONDS = 30;

/** What the library needs to speak to one provider as one client. It takes its time from `now`. */
export async function configurationOf(
  client: OidcClient,
  { provider, now }: { provider: Provider; now: Date },
): Promise<openid.Configuration> {
  const secret = await client.clientSecret(now);
  const takesBasic = provider.token_endpoint_auth_methods_supported?.includes("client_secret_basic");
  const configuration = new openid.Configuration(
    provider,
    client.clientId,
    {
      [openid.clockSkew]: Math.round((now.getTime() - Date.now()) / 1000),
      [openid.clockTolerance]: TOLERANCE_SECONDS,
    },
    takesBasic ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret),
  );
  configuration[openid.customFetch] = openidFetch;
  // Without it the library takes an ID token from the token endpoint unsigned, or signed by anybody.
  openid.enableNonRepudiationChecks(configuration);
  // The guard decides about plain http, for the token endpoint as for any other.
  if (provider.issuer.startsWith("http:")) openid.allowInsecureRequests(configuration);
  return configuration;
}
