import { takeHandoff } from "@/lib/tenancy/door/take_handoff.ts";
import { arrive } from "@/routes/(_http)/arrive.tsx";
import { readBinding } from "@/routes/(_http)/login_cookie.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

/** The browser is back from the base host, with a code that counts once. */
export const handler = define.handlers({
  async GET(ctx) {
    const { tenant, session } = ctx.state;
    const arrived = await takeHandoff({
      tenant,
      code: ctx.url.searchParams.get("code") ?? "",
      binding: readBinding(ctx.req) ?? "",
      session,
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    return await arrive(ctx, arrived);
  },
});
