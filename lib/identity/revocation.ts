import { state } from "@/lib/state/state.ts";
import { ACCESS_TOKEN_SECONDS, CLOCK_SKEW_SECONDS, secondsAfter } from "./lifetimes.ts";

/** A session is ended in the database after this, and until then a refresh may sign one more token. */
const COMMIT_SECONDS = 60;

/** Refuses the access tokens of a session from now on. The database refuses its refresh tokens. */
export async function revokeNow(sessionId: string, now: Date): Promise<void> {
  // Once the last token has run out there is nothing left to refuse.
  const seconds = COMMIT_SECONDS + ACCESS_TOKEN_SECONDS + 2 * CLOCK_SKEW_SECONDS;
  await state.set(keyOf(sessionId), true, secondsAfter(now, seconds));
}

export async function isRevoked(sessionId: string, now = new Date()): Promise<boolean> {
  return await state.get<true>(keyOf(sessionId), now) ?? false;
}

function keyOf(sessionId: string): string[] {
  return ["revoked_sessions", sessionId];
}
