import { findConnection } from "../../connections/find_connection.ts";
import type { Login } from "../port.ts";
import { openidMethod } from "../oidc/openid_method.ts";
import { providers } from "../settings.ts";

export type Auth0Refusal = "organization_missing" | "other_organization";

/**
 * One Auth0 tenant for the platform, in which each of our tenants is an organization. Auth0 says in `org_id` for which
 * one it vouches (source: auth0.com/docs/manage-users/organizations/using-tokens); nobody else checks it.
 */
export const auth0 = openidMethod({
  kind: "auth0",
  name: "Auth0",
  recognition: "auth0",
  needsConnection: true,
  hasOneCallback: true,
  isAvailable: () => providers.auth0 !== undefined,
  async clientOf(login, { invitation } = {}) {
    const { auth0 } = providers;
    const organization = await organizationOf(login);
    if (!auth0 || !organization) return undefined;
    return {
      issuer: auth0.issuer,
      clientId: auth0.clientId,
      clientSecret: () => Promise.resolve(auth0.clientSecret),
      scopes: ["email", "profile"],
      connectionId: login.connectionId,
      parameters: { organization, ...(invitation ? { invitation } : {}) },
    };
  },
  async refuse({ org_id }, login): Promise<Auth0Refusal | undefined> {
    if (org_id === undefined) return "organization_missing";
    return org_id === await organizationOf(login) ? undefined : "other_organization";
  },
});

async function organizationOf({ tenantId, connectionId = "" }: Login): Promise<string | undefined> {
  const connection = await findConnection(tenantId, connectionId);
  return connection?.kind === "auth0" ? connection.organizationId : undefined;
}
