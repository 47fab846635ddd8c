import { HttpError } from "fresh";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { Slug } from "@/lib/tenancy/slug.ts";
import { beginSwitch } from "@/lib/tenancy/switch/begin_switch.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { bindingFor } from "@/routes/(_http)/login_cookie.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { withNotice } from "@/routes/(_http)/with_notice.ts";
import { define } from "@/utils.ts";

/** Where another house's menu leads: in by that house's word, for the person who is signed in there. */
export const handler = define.handlers({
  async GET(ctx) {
    const { tenant, session } = ctx.state;
    const from = Slug.safeParse(ctx.params.house);
    if (!from.success || from.data === tenant.slug) throw new HttpError(404);
    if (session && await findMember(tenant.id, session.userId)) return ctx.redirect("/dashboard", 303);
    const binding = bindingFor(ctx.req);
    const begun = await beginSwitch({
      tenant,
      from: from.data,
      binding,
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (!begun.ok) return ctx.redirect(withNotice("/signin", "begun-too-often"), 303);
    return await leaveFor(ctx, begun.goTo, { binding });
  },
});
