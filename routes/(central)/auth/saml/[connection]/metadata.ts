import { HttpError } from "fresh";
import { samlKey } from "@/lib/identity/methods/saml/keys.ts";
import { serviceProvider } from "@/lib/identity/methods/saml/service_provider.ts";
import { serviceProviderMetadata } from "@/lib/identity/methods/saml/service_provider_metadata.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { define } from "@/utils.ts";

/**
 * Who we are to the provider of a connection. For every id that could be one, so that it can be read before the
 * connection is there, and so that it tells nobody which are.
 */
export const handler = define.handlers({
  async GET({ params }) {
    if (!parsePublicId("con", params.connection)) throw new HttpError(404);
    const { certificate } = await samlKey();
    return new Response(serviceProviderMetadata(serviceProvider(params.connection), certificate), {
      headers: { "content-type": "application/samlmetadata+xml; charset=utf-8" },
    });
  },
});
