import type { OpenedSession } from "@/lib/identity/open_session.ts";

/** `__Host-`: this host alone, over TLS alone; a sibling subdomain can neither read nor set them. */
export const ACCESS_COOKIE = "__Host-at";
export const REFRESH_COOKIE = "__Host-rt";

export function setSessionCookies(headers: Headers, session: OpenedSession): void {
  headers.append("set-cookie", cookie(ACCESS_COOKIE, session.accessToken, session.accessExpiresAt));
  headers.append("set-cookie", cookie(REFRESH_COOKIE, session.refreshToken, session.refreshExpiresAt));
}

export function clearSessionCookies(headers: Headers): void {
  for (const name of [ACCESS_COOKIE, REFRESH_COOKIE]) {
    headers.append("set-cookie", cookie(name, "", new Date(0)));
  }
}

/** Adds what the middleware found, unless the page itself has let somebody in or out. */
export function addSessionCookies(headers: Headers, found: Headers): void {
  if (headers.getSetCookie().some((it) => it.startsWith(`${REFRESH_COOKIE}=`))) return;
  for (const it of found.getSetCookie()) headers.append("set-cookie", it);
}

export function readCookie(req: Request, name: string): string | undefined {
  for (const pair of (req.headers.get("cookie") ?? "").split(/; */)) {
    const [found, value] = split(pair);
    if (found === name) return value;
  }
}

function cookie(name: string, value: string, expires: Date): string {
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Expires=${expires.toUTCString()}`;
}

function split(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return [pair.slice(0, at), pair.slice(at + 1)];
}
