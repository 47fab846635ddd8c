import type { Context } from "fresh";
import { endSession } from "@/lib/identity/end_session.ts";
import type { OpenedSession } from "@/lib/identity/open_session.ts";
import type { State } from "@/utils.ts";
import { deviceOf, keepDevice } from "./device_cookie.ts";
import { setSessionCookies } from "./session_cookies.ts";

/**
 * Hands over the keys at the door and leads inside. The session that this browser had here ends: its cookies are
 * overwritten, and nobody would miss the keys.
 */
export async function enter(ctx: Context<State>, session: OpenedSession, path: string): Promise<Response> {
  const { session: before, requestId } = ctx.state;
  if (before) await endSession(before, { requestId, now: new Date() });
  const res = ctx.redirect(path, 303);
  setSessionCookies(res.headers, session);
  keepDevice(res.headers, deviceOf(ctx.req, ctx.state));
  return res;
}
