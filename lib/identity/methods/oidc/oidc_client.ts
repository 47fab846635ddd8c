/** What we are at a provider, whether a tenant's own one or one that is set up for everybody. */
export type OidcClient = {
  issuer: string;
  clientId: string;
  /** Made anew for each use where the provider wants a signed one. */
  clientSecret(now: Date): Promise<string>;
  /** Beside `openid`. */
  scopes: string[];
  connectionId?: string;
  /** The claim that lists the groups a person is in. */
  groupsClaim?: string;
  /** Further ones of the request for authorization. */
  parameters?: Record<string, string>;
  isAnsweredByPost?: boolean;
};
