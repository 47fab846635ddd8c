import { HttpError } from "fresh";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { define } from "@/utils.ts";

/** A tenant's own pages: on its host, for its members. Others are sent to sign in; other hosts have no such page. */
export default define.middleware(async (ctx) => {
  if (ctx.state.host.kind !== "tenant") throw new HttpError(404);
  const { session, tenant } = ctx.state;
  const member = session && await findMember(tenant.id, session.userId, { sessionId: session.sessionId });
  if (!member) {
    return ctx.redirect(`/signin?next=${encodeURIComponent(ctx.url.pathname + ctx.url.search)}`, 303);
  }
  ctx.state.member = member;
  ctx.state.clock = { now: new Date(), timeZone: member.ownTimeZone ?? tenant.timeZone };
  ctx.state.actor = { kind: "member", id: member.userId, name: member.name, requestId: ctx.state.requestId };
  return await ctx.next();
});
