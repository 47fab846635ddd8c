import { checkAddress } from "@/lib/onboarding/check_address.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

/** What the field of the address asks while somebody types: `{ is_free, message }`; null where it cannot say now. */
export const handler = define.handlers({
  async GET(ctx) {
    const text = ctx.url.searchParams.get("slug") ?? "";
    const checked = await checkAddress(text, { visitor: visitorOf(ctx), now: new Date() });
    if (checked.ok) return ctx.json({ is_free: true, message: null });
    switch (checked.reason) {
      case "unusable":
        return ctx.json({ is_free: false, message: checked.message });
      case "taken":
        return ctx.json({ is_free: false, message: "This address is taken; choose another" });
      case "too_many":
        return ctx.json({ is_free: null, message: null }, {
          status: 429,
          headers: { "retry-after": String(checked.retryAfterSeconds) },
        });
    }
  },
});
