/** An identity provider that a tenant brings along, with all that a login by it needs. */
export type OidcConnection = {
  id: string;
  tenantId: string;
  kind: "oidc";
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Beside `openid`. */
  scopes: string[];
  /** The claim that lists the groups of a person, such as `groups`. */
  groupsClaim?: string;
};

export type SamlConnection = {
  id: string;
  tenantId: string;
  kind: "saml";
  name: string;
  /** Of the identity provider. */
  entityId: string;
  ssoUrl: string;
  /** PEM; several while they rotate. */
  certificates: string[];
  /** Whether a login may begin at the provider, without us having asked. */
  allowsIdpInitiated: boolean;
  /** The attribute that lists the groups of a person. */
  groupsAttribute?: string;
};

/** An organization of the platform's own Auth0 tenant. */
export type Auth0Connection = {
  id: string;
  tenantId: string;
  kind: "auth0";
  name: string;
  organizationId: string;
};

export type Connection = OidcConnection | SamlConnection | Auth0Connection;
export const CONNECTION_KINDS = ["oidc", "saml", "auth0"] as const;
export type ConnectionKind = typeof CONNECTION_KINDS[number];

export const CONNECTION_STATES = ["draft", "tested", "enabled", "disabled"] as const;
export type ConnectionState = typeof CONNECTION_STATES[number];

/** What is kept of a connection beside its names and its secret. */
export type Settings = {
  oidc: Omit<OidcConnection, "id" | "tenantId" | "kind" | "name" | "clientSecret"> & {
    /** What the provider said of itself when the admin named it. */
    found?: { authorizationEndpoint: string; tokenEndpoint: string; algorithms: string[] };
  };
  saml: Omit<SamlConnection, "id" | "tenantId" | "kind" | "name"> & {
    /** Where it was read from, and may be read again. */
    metadataUrl?: string;
  };
  auth0: Omit<Auth0Connection, "id" | "tenantId" | "kind" | "name">;
};
