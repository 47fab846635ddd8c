import { endSession } from "@/lib/identity/end_session.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { clearSessionCookies } from "@/routes/(_http)/session_cookies.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { session, requestId } = ctx.state;
    if (session) await endSession(session, { requestId, now: new Date() });
    const next = safePath(ctx.url.searchParams.get("next"), "/signin?notice=signed-out");
    const res = ctx.redirect(next, 303);
    clearSessionCookies(res.headers);
    return res;
  },
});
