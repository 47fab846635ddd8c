import type { Context } from "fresh";
import type { OpenedSession } from "@/lib/identity/open_session.ts";
import type { State } from "@/utils.ts";
import { deviceOf, keepDevice } from "./device_cookie.ts";
import { setSessionCookies } from "./session_cookies.ts";

/** Hands over the keys at the door and leads inside. */
export function enter(ctx: Context<State>, session: OpenedSession, path: string): Response {
  const res = ctx.redirect(path, 303);
  setSessionCookies(res.headers, session);
  keepDevice(res.headers, deviceOf(ctx.req, ctx.state));
  return res;
}
