import { findConnection } from "../../connections/find_connection.ts";
import { openidMethod } from "./openid_method.ts";

/** The identity provider that a tenant brings along. */
export const oidc = openidMethod({
  kind: "oidc",
  name: "OpenID Connect",
  recognition: "oidc",
  needsConnection: true,
  async clientOf({ tenantId, connectionId = "" }) {
    const connection = await findConnection(tenantId, connectionId);
    if (connection?.kind !== "oidc") return undefined;
    const { id, issuer, clientId, clientSecret, scopes, groupsClaim } = connection;
    return {
      issuer,
      clientId,
      clientSecret: () => Promise.resolve(clientSecret),
      scopes,
      connectionId: id,
      groupsClaim,
    };
  },
});
