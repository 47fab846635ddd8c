import { HttpError } from "fresh";
import { methodOf } from "@/lib/identity/methods.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { startLogin } from "@/lib/tenancy/door/start_login.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { bindingFor, keepBinding } from "@/routes/(_http)/login_cookie.ts";
import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { turnBack } from "@/routes/(_http)/turn_back.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
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
    const binding = bindingFor(ctx.req);
    const started = await startLogin({
      tenant: ctx.state.tenant,
      method,
      purpose: "sign_in",
      connectionId,
      form: {},
      returnPath: safePath(ctx.url.searchParams.get("next"), "/dashboard"),
      binding,
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (!started.ok) return await turnBack(ctx, { ...started, origin: ownOrigin(ctx.state) });
    const res = await leaveFor(ctx, started.goTo!);
    keepBinding(res.headers, binding);
    return res;
  },
});
