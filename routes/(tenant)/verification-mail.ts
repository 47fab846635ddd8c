import { resendVerification } from "@/lib/onboarding/resend_verification.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first. */
  GET: (ctx) => ctx.redirect("/dashboard", 303),

  async POST(ctx) {
    const { tenant, member } = ctx.state;
    const resent = await resendVerification(tenant, { member, now: new Date() });
    if (resent.ok) return ctx.redirect("/dashboard?notice=mail-sent", 303);
    return ctx.redirect(
      `/dashboard?notice=${resent.reason === "too_many" ? "mails-enough" : "email-verified"}`,
      303,
    );
  },
});
