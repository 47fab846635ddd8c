import { publishedKeys } from "@/lib/identity/signing_keys.ts";
import { define } from "@/utils.ts";

/** Our public keys, for whoever verifies what we signed (RFC 7517). */
export const handler = define.handlers({
  async GET() {
    return Response.json({ keys: await publishedKeys() }, {
      headers: { "content-type": "application/jwk-set+json", "cache-control": "public, max-age=300" },
    });
  },
});
