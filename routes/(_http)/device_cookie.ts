import { isBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import type { State } from "@/utils.ts";
import { readCookie } from "./session_cookies.ts";

/** By this a browser is known on this host for as long as browsers keep anything. It opens nothing. */
const DEVICE_COOKIE = "__Host-device";
const DEVICE_SECONDS = 400 * 24 * 3600;

/** The secret that this browser holds, or the one that it gets when somebody comes in with it. */
export function deviceOf(req: Request, state: State): string {
  const held = readCookie(req, DEVICE_COOKIE);
  state.device ??= held !== undefined && isBearerSecret(held) ? held : newBearerSecret();
  return state.device;
}

export function keepDevice(headers: Headers, secret: string): void {
  headers.append(
    "set-cookie",
    `${DEVICE_COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${DEVICE_SECONDS}`,
  );
}
