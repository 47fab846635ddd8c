import { HttpError } from "fresh";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { standingOf } from "@/lib/tenancy/sign_in_policy/standing.ts";
import { NETWORK_NOT_ALLOWED } from "@/routes/(_http)/trouble.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

/** A tenant's own pages: on its host, for its members. Others are sent to sign in; other hosts have no such page. */
export default define.middleware(async (ctx) => {
  if (ctx.state.host.kind !== "tenant") throw new HttpError(404);
  const { session, tenant } = ctx.state;
  const { pathname, search } = ctx.url;
  const now = new Date();
  const member = session && await findMember(tenant.id, session.userId);
  const standing = member && standingOf(member.policy, { session, place: visitorOf(ctx).ip, now });
  if (!member || standing === "over") {
    return ctx.redirect(`/signin?next=${encodeURIComponent(pathname + search)}`, 303);
  }
  if (standing === "network_not_allowed") throw new HttpError(403, NETWORK_NOT_ALLOWED);
  if (standing === "needs_second_factor" && !isAboutSecurity(pathname)) {
    return ctx.redirect(`/security/second-factor?next=${encodeURIComponent(pathname + search)}`, 303);
  }
  ctx.state.member = member;
  ctx.state.clock = { now, timeZone: member.ownTimeZone ?? tenant.timeZone };
  ctx.state.actor = { kind: "member", id: member.userId, name: member.name, requestId: ctx.state.requestId };
  return await ctx.next();
});

/** Where somebody sets up what the house requires. */
function isAboutSecurity(pathname: string): boolean {
  return pathname === "/security" || pathname.startsWith("/security/");
}
