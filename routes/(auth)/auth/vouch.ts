import { HttpError } from "fresh";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { Slug } from "@/lib/tenancy/slug.ts";
import { standingOf } from "@/lib/tenancy/sign_in_policy/standing.ts";
import { vouch } from "@/lib/tenancy/switch/vouch.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

/**
 * Another house asks who this is. The answer goes back to that house's host alone, and counts there only in the browser
 * that began it; so it may be given without asking.
 */
export const handler = define.handlers({
  async GET(ctx) {
    const { tenant, session } = ctx.state;
    const house = Slug.safeParse(ctx.url.searchParams.get("for"));
    if (!house.success) throw new HttpError(404);
    const now = new Date();
    const member = session && await findMember(tenant.id, session.userId);
    const isInside = member &&
      standingOf(member.policy, { session, place: visitorOf(ctx).ip, now }) === "good";
    const ticket = ctx.url.searchParams.get("ticket") ?? "";
    const vouched = isInside && await vouch(tenant.id, { session, ticket, now });
    if (vouched && vouched.ok) return await leaveFor(ctx, vouched.goTo);
    return await leaveFor(ctx, new URL("/signin?notice=switch-failed", tenantOrigin(house.data)));
  },
});
