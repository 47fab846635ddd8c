import { MOST_ON_A_PAGE } from "@/lib/tenancy/scim/read_query.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { resourceAnswer } from "@/routes/scim/v2/(_http)/scim_answer.ts";
import { scimBase } from "@/routes/scim/v2/(_http)/scim_base.ts";
import { define } from "@/utils.ts";

/** What we speak of SCIM (RFC 7643, section 5). */
export const handler = define.handlers({
  GET: ({ req, state }) =>
    resourceAnswer(req, {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
      documentationUri: `${baseOrigin()}/docs/directory-sync`,
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: MOST_ON_A_PAGE },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [{
        type: "oauthbearertoken",
        name: "Token of the tenant's directory",
        description: "Made on the page “Directory sync” and sent as Authorization: Bearer rs_…",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      }],
      meta: { resourceType: "ServiceProviderConfig", location: `${scimBase(state)}/ServiceProviderConfig` },
    }),
});
