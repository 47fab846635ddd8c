import { hideNextSteps } from "@/lib/tenancy/hide_next_steps.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first. */
  GET: (ctx) => ctx.redirect("/dashboard", 303),

  /** `shown` is `yes` or `no`; each undoes the other. */
  async POST(ctx) {
    const isShown = (await readForm(ctx.req)).shown === "yes";
    const { tenant, member, clock } = ctx.state;
    await hideNextSteps(tenant.id, { userId: member.userId, hiddenAt: isShown ? undefined : clock.now });
    return ctx.redirect(`/dashboard?notice=${isShown ? "steps-shown" : "steps-hidden"}`, 303);
  },
});
