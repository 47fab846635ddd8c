import { state } from "@/lib/state/state.ts";
import { ACCESS_TOKEN_SECONDS, CLOCK_SKEW_SECONDS, secondsAfter } from "./lifetimes.ts";

/** Refuses the access tokens of a session from now on. The database refuses its refresh tokens. */
export async function revokeNow(sessionId: string, now: Date): Promise<void> {
  // The last token was signed at this moment at the latest; once it has run out there is nothing left to refuse.
  await state.set(keyOf(sessionId), true, secondsAfter(now, ACCESS_TOKEN_SECONDS + 2 * CLOCK_SKEW_SECONDS));
}

export async function isRevoked(sessionId: string, now = new Date()): Promise<boolean> {
  return await state.get<true>(keyOf(sessionId), now) ?? false;
}

function keyOf(sessionId: string): string[] {
  return ["revoked_sessions", sessionId];
}
