import { config } from "@/lib/config.ts";

/** What an identity provider knows us by, one for each connection. */
export type ServiceProvider = {
  /** Also the address of our metadata. */
  entityId: string;
  /** Assertion consumer service: where responses are posted. */
  acs: string;
};

/** @param connection public id of the connection. */
export function serviceProvider(connection: string): ServiceProvider {
  const { origin } = config.baseUrl;
  return {
    entityId: `${origin}/auth/saml/${connection}/metadata`,
    acs: `${origin}/auth/callback/saml/${connection}`,
  };
}
