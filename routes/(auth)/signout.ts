import { endSession } from "@/lib/identity/end_session.ts";
import { clearSessionCookies } from "@/routes/(_http)/session_cookies.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { session, requestId } = ctx.state;
    if (session) await endSession(session, { requestId, now: new Date() });
    const res = ctx.redirect("/signin?notice=signed-out", 303);
    clearSessionCookies(res.headers);
    return res;
  },
});
