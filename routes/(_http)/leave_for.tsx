import type { Context } from "fresh";
import { Doorstep } from "@/components/Doorstep.tsx";
import { LeaveFor } from "@/components/LeaveFor.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import type { State } from "@/utils.ts";
import { keepBinding } from "./login_cookie.ts";
import { ownOrigin } from "./own_origin.ts";

/**
 * Leads to another origin. After a post that is a page, not a redirect: a policy for forms, ours or that of the page that
 * posted, would stop it on the way.
 * @param options `binding`: of a login that goes on there; this browser keeps it.
 */
export async function leaveFor(
  ctx: Context<State>,
  to: URL,
  { binding }: { binding?: string } = {},
): Promise<Response> {
  const isRedirect = ctx.req.method === "GET" || to.origin === ownOrigin(ctx.state);
  const res = isRedirect
    ? new Response(null, { status: 303, headers: { location: to.href, ...NO_TRACE } })
    : await ctx.render(
      <Doorstep home="/">
        <PageTitle title="One moment" lead="You are led on." />
        <LeaveFor href={to.href} label="Go on" />
      </Doorstep>,
      { headers: NO_TRACE },
      { skipInheritedLayouts: true },
    );
  if (binding !== undefined) keepBinding(res.headers, binding);
  return res;
}

/** Codes travel in addresses here. */
export const NO_TRACE = { "referrer-policy": "no-referrer" };
