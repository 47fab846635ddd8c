import { redeemHandoff } from "@/lib/identity/handoff.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { enter } from "@/routes/(_http)/enter.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { id, slug } = ctx.state.tenant;
    const { code = "" } = await readForm(ctx.req);
    const redeemed = await redeemHandoff(id, {
      code,
      audience: tenantOrigin(slug),
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (!redeemed.ok) return ctx.redirect("/signin?notice=handoff-failed", 303);
    return enter(ctx, redeemed.session, "/dashboard");
  },
});
