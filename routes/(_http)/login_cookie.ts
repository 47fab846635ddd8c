import { isBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { LOGIN_SECONDS } from "@/lib/identity/lifetimes.ts";
import { readCookie } from "./session_cookies.ts";

/** Names this browser on this host while a login is under way; a sibling subdomain can neither read nor set it. */
export const LOGIN_COOKIE = "__Host-login";

/** The secret that this browser holds; undefined when it began nothing here. */
export function readBinding(req: Request): string | undefined {
  const secret = readCookie(req, LOGIN_COOKIE);
  return secret !== undefined && isBearerSecret(secret) ? secret : undefined;
}

/** The one it holds, so that logins in two tabs do not push each other out, or a new one. */
export function bindingFor(req: Request): string {
  return readBinding(req) ?? newBearerSecret();
}

/** @param options `isAnsweredByPost`: a provider's own page will post here, and a browser sends it `None` alone. */
export function keepBinding(
  headers: Headers,
  secret: string,
  { isAnsweredByPost = false }: { isAnsweredByPost?: boolean } = {},
): void {
  const sameSite = isAnsweredByPost ? "None" : "Lax";
  headers.append(
    "set-cookie",
    `${LOGIN_COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=${sameSite}; Max-Age=${LOGIN_SECONDS}`,
  );
}
