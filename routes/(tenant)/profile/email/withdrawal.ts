import { withdrawEmailChange } from "@/lib/tenancy/profile/ask_email_change.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first. */
  GET: (ctx) => ctx.redirect("/profile", 303),

  async POST(ctx) {
    const { tenant, member } = ctx.state;
    await withdrawEmailChange(tenant.id, { userId: member.userId, now: new Date() });
    return ctx.redirect("/profile?notice=address-kept", 303);
  },
});
