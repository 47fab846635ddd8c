import { HttpError } from "fresh";
import { methodOf } from "@/lib/identity/methods.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { beginElsewhere } from "@/routes/(_http)/begin_elsewhere.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { define } from "@/utils.ts";

/**
 * Straight to a connection's provider, for whoever comes by a link or by a tile of the provider's. It opens nothing by
 * itself: the provider says who is there, and who that is to us the login finds out.
 */
export const handler = define.handlers({
  async GET(ctx) {
    const method = methodOf(ctx.params.kind);
    const connectionId = parsePublicId("con", ctx.params.connection);
    if (!method?.needsConnection || !connectionId) throw new HttpError(404);
    return await beginElsewhere(ctx, {
      method,
      purpose: "sign_in",
      connectionId,
      form: {},
      returnPath: safePath(ctx.url.searchParams.get("next"), "/dashboard"),
    });
  },
});
