import type { Context } from "fresh";
import { isFresh } from "@/lib/identity/is_fresh.ts";
import { publicId } from "@/lib/ids.ts";
import { beginStepUp } from "@/lib/tenancy/door/begin_step_up.ts";
import type { State } from "@/utils.ts";
import { bindingFor, keepBinding } from "./login_cookie.ts";

export type Asking = {
  /** What was posted; it is kept sealed, and posted on afterwards by a click of the person. */
  sent?: Record<string, string>;
  /** Of the page to go back to, where it is another one than this request's. */
  back?: string;
};

/**
 * Before a dangerous action: undefined for somebody who has shown in the last ten minutes who it is, and for all others
 * the answer that asks them. In a post: `const ask = await requireFresh(ctx, { sent }); if (ask) return ask;`.
 */
export async function requireFresh(
  ctx: Context<State>,
  asking: Asking = {},
): Promise<Response | undefined> {
  return isFresh(ctx.state.session!, new Date()) ? undefined : await askAgain(ctx, asking);
}

/** In a session without a second factor of somebody who has one. */
export function askForSecondFactor(ctx: Context<State>, asking: Asking): Promise<Response> {
  return askAgain(ctx, { ...asking, needsStrong: true });
}

async function askAgain(
  ctx: Context<State>,
  { sent, back, needsStrong }: Asking & { needsStrong?: boolean },
): Promise<Response> {
  const path = ctx.url.pathname + ctx.url.search;
  const { tenant, session } = ctx.state;
  const { userId, sessionId } = session!;
  const binding = bindingFor(ctx.req);
  const loginId = await beginStepUp({
    tenant,
    session: { userId, sessionId },
    returnPath: back ?? path,
    keptForm: sent && { path, fields: sent },
    needsStrong,
    binding,
    now: new Date(),
  });
  const res = ctx.redirect(`/auth/confirm?login=${publicId("log", loginId)}`, 303);
  keepBinding(res.headers, binding);
  return res;
}
