import { config } from "@/lib/config.ts";
import { publicId } from "@/lib/ids.ts";
import type { ConnectionKind } from "./connection.ts";

/** Something that is pasted at the identity provider. */
export type ProviderValue = { name: string; value: string };

/** What an identity provider has to be given for a connection, by the names that providers use for it. */
export function providerValues(kind: ConnectionKind, connectionId: string): ProviderValue[] {
  const { origin } = config.baseUrl;
  const connection = publicId("con", connectionId);
  const callback = `${origin}/auth/callback/${kind}/${connection}`;
  switch (kind) {
    case "oidc":
      return [{ name: "Redirect URI (callback URL)", value: callback }];
    case "saml":
      return [
        { name: "ACS URL (single sign-on URL, reply URL)", value: callback },
        {
          name: "Entity ID (audience, identifier); also the metadata URL",
          value: `${origin}/auth/saml/${connection}/metadata`,
        },
      ];
    case "auth0":
      return [
        // One for all connections.
        { name: "Allowed callback URL", value: `${origin}/auth/callback/auth0` },
        { name: "Application login URI", value: `${origin}/auth/organization` },
      ];
  }
}
