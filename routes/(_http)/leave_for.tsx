import type { Context } from "fresh";
import { Doorstep } from "@/components/Doorstep.tsx";
import { LeaveFor } from "@/components/LeaveFor.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { ownOrigin } from "./own_origin.ts";
import type { State } from "@/utils.ts";

/**
 * Leads to another origin. After a post that is a page, not a redirect: a policy for forms, ours or that of the page that
 * posted, would stop it on the way.
 */
export async function leaveFor(ctx: Context<State>, to: URL): Promise<Response> {
  if (ctx.req.method === "GET" || to.origin === ownOrigin(ctx.state)) {
    return new Response(null, { status: 303, headers: { location: to.href, ...NO_TRACE } });
  }
  return await ctx.render(
    <Doorstep home="/">
      <PageTitle title="One moment" lead="You are led on." />
      <LeaveFor href={to.href} label="Go on" />
    </Doorstep>,
    { headers: NO_TRACE },
    { skipInheritedLayouts: true },
  );
}

/** Codes travel in addresses here. */
export const NO_TRACE = { "referrer-policy": "no-referrer" };
