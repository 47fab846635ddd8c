import { leaveForProvider } from "@/lib/tenancy/door/leave_for_provider.ts";
import { askAtBase } from "@/routes/(_http)/ask_at_base.tsx";
import { turnBack } from "@/routes/(_http)/turn_back.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { bindingFor, keepBinding } from "@/routes/(_http)/login_cookie.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

/** The browser comes from a tenant's host and leaves for the provider, or is asked here. */
export const handler = define.handlers({
  async GET(ctx) {
    const baseBinding = bindingFor(ctx.req);
    const ticket = ctx.url.searchParams.get("ticket") ?? "";
    const left = await leaveForProvider({ ticket, baseBinding, visitor: visitorOf(ctx), now: new Date() });
    if (!left.ok) return await turnBack(ctx, left);
    const { method } = left;
    const res = left.leaveTo
      ? await leaveFor(ctx, left.leaveTo)
      : await askAtBase(ctx, { kind: method.kind, ...left });
    keepBinding(res.headers, baseBinding, { isAnsweredByPost: method.isAnsweredByPost });
    return res;
  },
});
