import type { Context } from "fresh";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import type { State } from "@/utils.ts";
import { ownOrigin } from "./own_origin.ts";
import { readCookie, REFRESH_COOKIE, setSessionCookies } from "./session_cookies.ts";

/** Gives the browser tokens that say what its session has become, such as confirmed just now. */
export async function renewTokens(ctx: Context<State>, headers: Headers): Promise<void> {
  const token = readCookie(ctx.req, REFRESH_COOKIE) ?? "";
  const renewed = await refreshSession({ token, audience: ownOrigin(ctx.state), now: new Date() });
  if (renewed.ok) setSessionCookies(headers, renewed.session);
}
