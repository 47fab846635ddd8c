import { HttpError } from "fresh";
import { methodOf } from "@/lib/identity/methods.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { startLogin } from "@/lib/tenancy/door/start_login.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { bindingFor, keepBinding } from "@/routes/(_http)/login_cookie.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { turnBack } from "@/routes/(_http)/turn_back.ts";
import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

/** A way in that runs on the base host and comes back by a handoff. */
export const handler = define.handlers({
  async POST(ctx) {
    const { tenant } = ctx.state;
    const method = methodOf(ctx.params.kind);
    if (!method?.isCentral || method.factor === "second") throw new HttpError(404);
    const form = await readForm(ctx.req);
    const connectionId = parsePublicId("con", form.connection ?? "");
    if (!method.needsConnection !== !connectionId) throw new HttpError(404);
    const binding = bindingFor(ctx.req);
    const started = await startLogin({
      tenant,
      method,
      purpose: "sign_in",
      connectionId,
      form,
      returnPath: safePath(form.next, "/dashboard"),
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
