import { type Context, HttpError } from "fresh";
import type { Which } from "@/lib/identity/end_sessions.ts";
import type { State } from "@/utils.ts";
import { clearSessionCookies } from "./session_cookies.ts";
import { withNotice } from "./with_notice.ts";

/** What a form that ends several sessions asks for. @throws {HttpError} 400 */
export function whichSessions(which: string | undefined, currentId: string): Which {
  if (which === "all") return "all";
  if (which === "others") return { but: currentId };
  throw new HttpError(400, "Expected which to be all or others");
}

/** Back to the list; or out of the door, where the session that asked is over too. */
export function afterEnding(
  ctx: Context<State>,
  { isOver, list, door }: { isOver: boolean; list: string; door: string },
): Response {
  if (!isOver) return ctx.redirect(withNotice(list, "sessions-ended"), 303);
  const res = ctx.redirect(withNotice(door, "signed-out"), 303);
  clearSessionCookies(res.headers);
  return res;
}
