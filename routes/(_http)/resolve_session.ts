import { readAccessToken } from "@/lib/identity/access_token.ts";
import { isRevoked } from "@/lib/identity/revocation.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { define } from "@/utils.ts";
import { ownOrigin } from "./own_origin.ts";
import {
  ACCESS_COOKIE,
  addSessionCookies,
  clearSessionCookies,
  readCookie,
  REFRESH_COOKIE,
  setSessionCookies,
} from "./session_cookies.ts";

/**
 * Finds who is signed in on this very host. An access token made for another host counts for nothing; one that
 * has run out is renewed on the way.
 */
export const resolveSession = define.middleware(async (ctx) => {
  // Health probes are asked by address: nobody is signed in there.
  if (!ctx.state.host) return await ctx.next();
  const audience = ownOrigin(ctx.state);
  const access = readCookie(ctx.req, ACCESS_COOKIE);
  const claims = access ? await readAccessToken(access, { audience, now: new Date() }) : undefined;
  if (claims && !(await isRevoked(claims.sessionId))) {
    ctx.state.session = claims;
    return await ctx.next();
  }
  const refresh = readCookie(ctx.req, REFRESH_COOKIE);
  if (!refresh) return await ctx.next();
  const renewed = await refreshSession({ token: refresh, audience, now: new Date() });
  if (renewed.ok) ctx.state.session = renewed.session;
  ctx.state.cookies = new Headers();
  // Only the database's own word ends a session here; a lost race never does.
  if (renewed.ok) setSessionCookies(ctx.state.cookies, renewed.session);
  else clearSessionCookies(ctx.state.cookies);
  const res = await ctx.next();
  addSessionCookies(res.headers, ctx.state.cookies);
  return res;
});
