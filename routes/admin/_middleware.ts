import { type Context, HttpError } from "fresh";
import { config } from "@/lib/config.ts";
import { hasShownFactor } from "@/lib/identity/factors/what_was_shown.ts";
import { findOperator, type Operator } from "@/lib/identity/operators/find_operator.ts";
import { clearSessionCookies } from "@/routes/(_http)/session_cookies.ts";
import { define, type State } from "@/utils.ts";

/** Where who has to set up a second factor does that, and what leads away. */
const SETTING_UP = ["/admin/security/authenticator/new", "/admin/confirm", "/admin/signout"];
/** Where who has one and has not shown it does that. */
const SHOWING = ["/admin/confirm", "/admin/signout"];

/** For operators, on the base host. To everybody else there is no such page. */
export default define.middleware(async (ctx) => {
  if (ctx.state.host.kind !== "base") throw new HttpError(404);
  if (ctx.url.pathname === "/admin/signin") return await ctx.next();
  const { session } = ctx.state;
  if (!session) return ctx.redirect("/admin/signin", 303);
  const operator = await findOperator(session.userId, session.sessionId);
  if (!operator) throw new HttpError(404);
  if (!operator.isSignedIn) return signedOut(ctx);
  ctx.state.operator = operator;
  ctx.state.actor = {
    kind: "operator",
    id: operator.userId,
    name: operator.name,
    requestId: ctx.state.requestId,
  };
  return leadToFactor(ctx, operator) ?? await ctx.next();
});

function signedOut(ctx: Context<State>): Response {
  const res = ctx.redirect("/admin/signin", 303);
  clearSessionCookies(res.headers);
  return res;
}

/** A session may be older than its operator's second factor, which was set up in another browser. */
function leadToFactor(ctx: Context<State>, { hasSecondFactor }: Operator): Response | undefined {
  const { req, url: { pathname, search }, state: { session } } = ctx;
  if (hasSecondFactor) {
    if (hasShownFactor(session!) || SHOWING.includes(pathname)) return undefined;
    const next = req.method === "GET" ? pathname + search : "/admin";
    return ctx.redirect(`/admin/confirm?next=${encodeURIComponent(next)}`, 303);
  }
  if (!config.operatorsNeedSecondFactor || SETTING_UP.includes(pathname)) return undefined;
  return ctx.redirect(SETTING_UP[0], 303);
}
