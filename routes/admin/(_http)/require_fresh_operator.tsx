import type { Context } from "fresh";
import { waysToConfirmOperator } from "@/lib/identity/operators/confirm_operator.ts";
import { isFresh } from "@/lib/identity/is_fresh.ts";
import { ConfirmPage } from "@/routes/admin/(_parts)/confirm_page.tsx";
import type { State } from "@/utils.ts";
import { sealWaitingForm } from "./waiting_form.ts";
import { waysToShow } from "./ways_to_show.ts";

type Asking = {
  /** What was posted. */
  sent?: Record<string, string>;
  /** Of the page to go back to, where this request's own path is none. */
  back?: string;
};

/**
 * Before a dangerous action of an operator: undefined for one who has shown in the last ten minutes who it is, and for all
 * others the page that asks. What was posted waits in that page, and is posted on by a click.
 */
export async function requireFreshOperator(
  ctx: Context<State>,
  { sent, back }: Asking = {},
): Promise<Response | undefined> {
  const { session, operator } = ctx.state;
  if (isFresh(session!, new Date())) return undefined;
  const path = ctx.url.pathname + ctx.url.search;
  const next = back ?? path;
  if (!sent) return ctx.redirect(`/admin/confirm?next=${encodeURIComponent(next)}`, 303);
  const waiting = sealWaitingForm({ path, fields: sent }, session!.sessionId);
  const ways = waysToShow(await waysToConfirmOperator(operator));
  return await ctx.render(<ConfirmPage ways={ways} errors={{}} next={next} waiting={waiting} />, {
    status: 403,
  });
}
